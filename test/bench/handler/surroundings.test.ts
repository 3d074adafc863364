import { createSocket } from 'node:dgram';
import { startSurroundings } from '../../../bench/handler/surroundings';

test('every trace document of a burst is counted that comes while nobody listens', async () => {
  const surroundings = await startSurroundings(new AbortController().signal);
  const [host, port] = surroundings.traceAddress.split(':');
  const sender = createSocket('udp4');
  const datagram = `{"format": "json", "version": 1}\n${JSON.stringify({ name: 'x'.repeat(400) })}`;
  await Promise.all(Array.from({ length: 151 }, () => new Promise((sent) => sender.send(datagram, Number(port), host, sent))));

  expect(await surroundings.takeTraces(151)).toBe(151);
  expect(await surroundings.takeTraces(0)).toBe(0);
  sender.close();
  await surroundings.stop();
});
