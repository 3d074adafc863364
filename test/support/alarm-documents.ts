import { OrderEnvironment } from '../../src';
import { AlarmEntry, alarmName } from '../../src/monitoring/alarm-entry';
import { ALARM_CATALOGUE } from '../../src/monitoring/alarms/alarm-catalogue';

/** An alarm of the catalogue with the name of its options, and for whom it exists. */
export interface CataloguedAlarm {
  readonly scope: keyof typeof ALARM_CATALOGUE;
  readonly option: string;
  readonly entry: AlarmEntry<never>;
}

export const CATALOGUED_ALARMS: readonly CataloguedAlarm[] = Object.entries(ALARM_CATALOGUE)
  .flatMap(([scope, entries]) => Object.entries<AlarmEntry<never>>(entries).map(([option, entry]) => ({ scope: scope as CataloguedAlarm['scope'], option, entry })));

/** Where the options of each kind of alarm are declared. */
export const OPTIONS_FILES: Readonly<Record<CataloguedAlarm['scope'], string>> = {
  platform: 'src/monitoring/order-alarm-options.ts',
  relay: 'src/monitoring/order-alarm-options.ts',
  consumer: 'src/consumers/order-consumer-options.ts',
};

/** The composite, which is no entry of the catalogue. */
export const COMPOSITE_SECTION = 'order-intake-unhealthy';

/** Title of an alarm's section in the runbook. */
export function runbookSection({ option }: CataloguedAlarm): string {
  return alarmName(option);
}

/** What the docstring of an alarm's options says of its threshold: `at 5 in dev, 1 in staging and prod`. */
export function thresholdDefault({ entry: { threshold, evaluation, risesBelow, onRequest } }: CataloguedAlarm): string {
  if (evaluation) return 'in force';
  const environments = new Map<string, string[]>();
  for (const environment of Object.values(OrderEnvironment)) {
    const shown = threshold.shown(threshold.presets[environment]);
    environments.set(shown, [...environments.get(shown) ?? [], environment]);
  }
  const share = threshold.meaning === 'from' ? '' : ` ${threshold.meaning.replace('share ', '')}`;
  const values = [...environments].map(([shown, names], index) =>
    `${shown}${index === 0 ? share : ''}${environments.size > 1 ? ` in ${names.join(' and ')}` : ''}`);
  return `${onRequest ? 'off; with options, also empty ones, ' : ''}${risesBelow ? 'below' : 'at'} ${values.join(', ')}`;
}

const OF: Readonly<Record<CataloguedAlarm['scope'], string>> = { platform: '', relay: ' once there is a consumer', consumer: ' of a consumer' };

/** All alarms as a Markdown table. */
export function alarmTable(): string {
  const runbook = (section: string) => `[runbook](docs/operations.md#${section})`;
  const row = (alarm: CataloguedAlarm) => {
    const { scope, option, entry: { happened, remedy, onRequest } } = alarm;
    return `| \`${option}\`${OF[scope]}${onRequest ? ' (off by default)' : ''} | ${happened} | ${remedy}: ${runbook(runbookSection(alarm))} |`;
  };
  return [
    '| alarm | what happened | what to do first |',
    '|---|---|---|',
    ...CATALOGUED_ALARMS.map(row),
    `| \`unhealthy\` | Any alarm rings that means lost orders | Go to the one under it that is red: ${runbook(COMPOSITE_SECTION)} |`,
  ].join('\n');
}
