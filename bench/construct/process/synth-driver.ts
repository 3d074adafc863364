// Synthesizes an app in a process of its own and prints what that took, from the first import to the written template.
const [, , appFile, ...args] = process.argv;
const [wallStart, cpuStart] = [process.hrtime.bigint(), process.cpuUsage()];
// eslint-disable-next-line @typescript-eslint/no-require-imports
require(appFile).synthesize(...args);
const { user, system } = process.cpuUsage(cpuStart);
console.log(JSON.stringify({ wall: Number(process.hrtime.bigint() - wallStart) / 1e6, cpu: (user + system) / 1000 }));
