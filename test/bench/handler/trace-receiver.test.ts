import { createSocket } from 'node:dgram';
import { startTraceReceiver } from '../../../bench/handler/trace-receiver';

test('it counts every document of a burst that comes while nobody listens', async () => {
  const receiver = await startTraceReceiver();
  const [host, port] = receiver.address.split(':');
  const sender = createSocket('udp4');
  await Promise.all(Array.from({ length: 151 }, () => new Promise((sent) => sender.send('x'.repeat(400), Number(port), host, sent))));
  await receiver.settled(151);

  expect(receiver.takeReceived()).toBe(151);
  expect(receiver.takeReceived()).toBe(0);
  sender.close();
  receiver.stop();
});
