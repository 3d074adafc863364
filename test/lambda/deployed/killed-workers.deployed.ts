import { setTimeout as sleep } from 'node:timers/promises';
import { startAnswerTap } from './answer-tap';
import { Answer, FUNCTION_ARN, inParallel, post, PROCESS_GROUP, storedItems, withFunctionVariables } from './deployed-api';
import { functionWorkers } from '../../../tools/local-aws/function-workers';
import { signal } from '../../../tools/processes/process-group';
import { SMALL_ORDER } from '../../support/order-arbitrary';

jest.setTimeout(300_000);

const KEYS = 100;
const POSTS = 1_000;
const AT_ONCE = 20;
/** One worker is killed each time so many posts were sent for the first time; repetitions don't count, lest kills breed kills. */
const POSTS_PER_KILL = 40;
/**
 * Milliseconds until a client repeats a post for the first time, and at most. It doubles: the local AWS ends every worker of the function
 * after one has failed, so that clients who come back at once would fail each other for ever.
 */
const [FIRST_BACK_OFF, LONGEST_BACK_OFF] = [50, 2_000];
const LONGEST_SECONDS = 120;

const functionName = FUNCTION_ARN.split(':').pop()!;
const order = (reference: string) => JSON.stringify({ ...SMALL_ORDER, reference });

/** As a client does: the same order with the same key until it is acknowledged. */
async function postUntilAcknowledged(reference: string, onUnanswered: (status: number) => void): Promise<Answer> {
  for (let backOff = FIRST_BACK_OFF; ; backOff = Math.min(2 * backOff, LONGEST_BACK_OFF)) {
    const answer = await post(order(reference), { 'idempotency-key': reference });
    if (answer.status === 201) return answer;
    expect([500, 502, 503]).toContain(answer.status);
    onUnanswered(answer.status);
    await sleep(backOff * (0.5 + Math.random()));
  }
}

async function storedReferences(prefix: string): Promise<Map<string, string>> {
  const items = [...(await storedItems()).values()].filter(({ reference }) => reference?.S?.startsWith(prefix));
  return new Map(items.map(({ orderId, reference }) => [orderId.S!, reference.S!]));
}

test(`${POSTS} concurrent and retried posts over ${KEYS} keys, with workers killed in between, store exactly ${KEYS} orders`, async () => {
  const start = Date.now();
  const acknowledged = new Map<string, Answer[]>();
  const inFlight = new Map<string, number>();
  let [sent, kills, unanswered, overlaps] = [0, 0, 0, 0];
  const killNowAndThen = () => {
    if (++sent % POSTS_PER_KILL !== 0) return;
    const workers = functionWorkers(PROCESS_GROUP, functionName);
    if (workers.length === 0) return;
    // The local AWS retires workers of its own accord, so that one may end between the look and the kill.
    if (signal(workers[Math.floor(Math.random() * workers.length)], 'SIGKILL')) kills++;
  };
  const place = async (reference: string) => {
    const others = inFlight.get(reference) ?? 0;
    if (others > 0) overlaps++;
    inFlight.set(reference, others + 1);
    const pending = postUntilAcknowledged(reference, () => unanswered++);
    killNowAndThen();
    const answer = await pending;
    inFlight.set(reference, inFlight.get(reference)! - 1);
    acknowledged.set(reference, [...acknowledged.get(reference) ?? [], answer]);
  };
  // The posts of a key come one after the other, so that they are in flight together.
  await inParallel(Array.from({ length: POSTS }, (_, n) => `killed-${Math.floor(n / (POSTS / KEYS))}`), AT_ONCE, place);

  const seconds = (Date.now() - start) / 1000;
  const stored = await storedReferences('killed-');
  console.info(`${POSTS} posts in ${seconds.toFixed(0)} s: ${overlaps} sent while another of their key was in flight, ${kills} workers killed, `
    + `${unanswered} posts repeated`);
  expect(stored.size).toBe(KEYS);
  expect(overlaps).toBeGreaterThan(POSTS / 4);
  expect(kills).toBeGreaterThan(10);
  expect(unanswered).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(LONGEST_SECONDS);
  expect([...acknowledged.values()].flat()).toHaveLength(POSTS);
  for (const [reference, answers] of acknowledged) {
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => !('idempotent-replayed' in headers)).length).toBeLessThanOrEqual(1);
    expect(stored.get(JSON.parse(answers[0].text).orderId)).toBe(reference);
  }
});

test('a worker that is killed after its order was stored and before it answered: the repeated post gets that order', async () => {
  const crashes: number[] = [];
  const tap = await startAnswerTap(() => {
    for (const worker of functionWorkers(PROCESS_GROUP, functionName)) if (signal(worker, 'SIGKILL')) crashes.push(worker);
  });
  try {
    await withFunctionVariables({ AWS_ENDPOINT_URL_DYNAMODB: tap.endpoint }, async () => {
      for (const reference of ['crashed-1', 'crashed-2', 'crashed-3']) {
        const crashesBefore = crashes.length;
        tap.loseNext();
        const unanswered: number[] = [];
        const answer = await postUntilAcknowledged(reference, (status) => unanswered.push(status));

        expect(crashes.length).toBeGreaterThan(crashesBefore);
        expect(unanswered).not.toEqual([]);
        // Not the first: that one was stored by who can no longer tell.
        expect(answer.headers).toHaveProperty('idempotent-replayed', 'true');
      }
    });
  } finally {
    await tap.stop();
  }

  expect([...(await storedReferences('crashed-')).values()].sort()).toEqual(['crashed-1', 'crashed-2', 'crashed-3']);
});
