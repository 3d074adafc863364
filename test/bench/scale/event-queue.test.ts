import * as fc from 'fast-check';
import { EventQueue } from '../../../bench/scale/event-queue';

// Seconds of computing, many more on a busy machine.
jest.setTimeout(600_000);

test('gives back every event, the earliest first, however adding and taking alternate', () => {
  const commands = fc.array(fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant('take' as const)), { maxLength: 3000 });
  fc.assert(fc.property(commands, script => {
    const queue = new EventQueue();
    const times: number[] = [];
    const pending = new Set<number>();
    const take = () => {
      const earliest = Math.min(...[...pending].map(subject => times[subject]));
      expect(queue.nextTime).toBe(earliest);
      const subject = queue.take();
      expect(times[subject]).toBe(earliest);
      expect(pending.delete(subject)).toBe(true);
    };
    for (const step of script) {
      if (step !== 'take') {
        queue.add(step, times.length);
        pending.add(times.length);
        times.push(step);
      } else if (pending.size > 0) {
        take();
      }
    }
    for (let rest = Math.min(pending.size, 50); rest > 0; rest--) take();
  }), { numRuns: 20, seed: 1 });
});

test('has no next event when it is empty', () => {
  expect(new EventQueue().nextTime).toBe(Infinity);
});

test('grows beyond its first size', () => {
  const queue = new EventQueue();
  for (let subject = 0; subject < 5000; subject++) queue.add(5000 - subject, subject);
  expect(queue.take()).toBe(4999);
});
