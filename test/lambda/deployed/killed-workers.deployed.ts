import { Answer, FUNCTION_ARN, inParallel, post, PROCESS_GROUP, storedItems } from './deployed-api';
import { functionWorkers } from '../../local-aws/function-workers';
import { signal } from '../../local-aws/process-group';
import { SMALL_ORDER } from '../order-arbitrary';

jest.setTimeout(300_000);

const KEYS = 100;
const POSTS = 1_000;
const AT_ONCE = 20;
/** One worker is killed each time so many posts have been sent. */
const POSTS_PER_KILL = 20;

const functionName = FUNCTION_ARN.split(':').pop()!;

test(`${POSTS} concurrent and retried posts over ${KEYS} keys, with workers killed in between, store exactly ${KEYS} orders`, async () => {
  const reference = (key: number) => `killed-${key}`;
  const acknowledged = new Map<number, Answer[]>();
  const unanswered: number[] = [];
  let sent = 0;
  let kills = 0;
  const killNowAndThen = () => {
    if (++sent % POSTS_PER_KILL !== 0) return;
    const workers = functionWorkers(PROCESS_GROUP, functionName);
    if (workers.length === 0) return;
    // The local AWS retires workers of its own accord, so that one may end between the look and the kill.
    if (signal(workers[Math.floor(Math.random() * workers.length)], 'SIGKILL')) kills++;
  };

  // As a client does: the same order with the same key until it is acknowledged.
  const place = async (key: number) => {
    const body = JSON.stringify({ ...SMALL_ORDER, reference: reference(key) });
    for (;;) {
      const pending = post(body, { 'idempotency-key': reference(key) });
      killNowAndThen();
      const answer = await pending;
      if (answer.status === 201) {
        acknowledged.set(key, [...acknowledged.get(key) ?? [], answer]);
        return;
      }
      expect([500, 502, 503]).toContain(answer.status);
      unanswered.push(answer.status);
    }
  };
  await inParallel(Array.from({ length: POSTS }, (_, n) => n % KEYS), AT_ONCE, place);

  const items = [...(await storedItems()).values()].filter(({ reference: text }) => text?.S?.startsWith('killed-'));
  const answers = [...acknowledged.values()];
  const firstLost = answers.filter((list) => list.every(({ headers }) => 'idempotent-replayed' in headers)).length;
  console.info(`${kills} workers killed, ${unanswered.length} posts had to be repeated; of ${firstLost} orders the first acknowledgement was lost after the write`);
  expect(items).toHaveLength(KEYS);
  expect(kills).toBeGreaterThan(10);
  expect(unanswered.length).toBeGreaterThan(0);
  expect(answers.flat()).toHaveLength(POSTS);
  for (const [key, list] of acknowledged) {
    expect(new Set(list.map(({ text }) => text)).size).toBe(1);
    expect(list.filter(({ headers }) => !('idempotent-replayed' in headers)).length).toBeLessThanOrEqual(1);
    expect(items.filter(({ orderId }) => orderId.S === JSON.parse(list[0].text).orderId).map((item) => item.reference.S)).toEqual([reference(key)]);
  }
});
