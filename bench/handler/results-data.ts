import { HandlerResults, undisturbed } from './results';

/** The results as data for other programs: the cost table and the scale model read them. Times in milliseconds. */
export function resultsData(results: HandlerResults): string {
  const { logBytes, logBytesSystemWarn, accessLogBytes, itemBytes, responseBytes, memoryGrowth, bars, rounds } = results;
  return `${JSON.stringify({
    // CPU time: nothing else competes for it on Lambda.
    initMs: rounded(undisturbed(results, 'ours', ({ initCpu }) => initCpu)),
    firstInvokeMs: rounded(undisturbed(results, 'ours', ({ firstCpu }) => firstCpu)),
    warmCpuMs: rounded(undisturbed(results, 'ours', ({ warmCpu }) => warmCpu)),
    logBytes,
    logBytesSystemWarn,
    accessLogBytes,
    itemBytes,
    responseBytes,
    memoryGrowth: memoryGrowth && rounded(memoryGrowth.ratio),
    rounds: rounds.get('ours')!.length,
    bars: bars.map(({ name, value, must, aim }) => ({ name, value: rounded(value), must, aim })),
  }, null, 2)}\n`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
