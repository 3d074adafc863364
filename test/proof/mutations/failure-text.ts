const LONGEST = 220;

/** The first line of a failure without what differs from run to run: ids, times, ports, places of files. */
export function failureText(message: string): string {
  const [line] = message.trim().split('\n');
  const stable = line
    // Bodies of answers.
    .replace(/\{"(type|orderId)":.*/, '…')
    .replace(/\/[^\s'"`]*order-platform-[^\s'"`]*/g, '…')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '…')
    .replace(/\b(?=[0-9a-f]*[0-9])[0-9a-f]{16,}\b/g, '…')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '…')
    .replace(/\b\d+(\.\d+)? (s|ms)\b/g, '…')
    .replace(/\b\d+ MB\b/g, '… MB')
    .replace(/× [\d.]+/g, '× …')
    .replace(/\bload-\d+\b/g, 'load-…');
  return stable.length <= LONGEST ? stable : `${stable.slice(0, stable.lastIndexOf(' ', LONGEST))} …`;
}
