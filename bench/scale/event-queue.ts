// Looking a global up is slow under jest, and these run with every event.
const { floor, min } = Math;

/** Later than any event. */
export const NEVER = Infinity;

/** Events in the order of their time: a 4-ary heap in typed arrays, as millions of events pass through. */
export class EventQueue {
  private times = new Float64Array(1024);
  private subjects = new Int32Array(1024);
  private length = 0;

  /** Time of the next event, `NEVER` if there is none. */
  public get nextTime(): number {
    return this.length > 0 ? this.times[0] : NEVER;
  }

  public add(time: number, subject: number): void {
    if (this.length === this.times.length) this.grow();
    let hole = this.length++;
    while (hole > 0) {
      const parent = floor((hole - 1) / 4);
      if (this.times[parent] <= time) break;
      this.times[hole] = this.times[parent];
      this.subjects[hole] = this.subjects[parent];
      hole = parent;
    }
    this.times[hole] = time;
    this.subjects[hole] = subject;
  }

  /** Removes the next event and returns its subject. */
  public take(): number {
    const { times, subjects } = this;
    const next = subjects[0];
    const last = --this.length;
    const time = times[last];
    const subject = subjects[last];
    let hole = 0;
    for (let first = 1; first < last; first = hole * 4 + 1) {
      let least = first;
      const end = min(first + 4, last);
      for (let child = first + 1; child < end; child++) if (times[child] < times[least]) least = child;
      if (times[least] >= time) break;
      times[hole] = times[least];
      subjects[hole] = subjects[least];
      hole = least;
    }
    times[hole] = time;
    subjects[hole] = subject;
    return next;
  }

  private grow(): void {
    const times = new Float64Array(this.times.length * 2);
    const subjects = new Int32Array(this.times.length * 2);
    times.set(this.times);
    subjects.set(this.subjects);
    this.times = times;
    this.subjects = subjects;
  }
}
