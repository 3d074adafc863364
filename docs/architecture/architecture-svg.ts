import { Architecture, ArchitectureNode } from './architecture-model';
import { STYLE } from './architecture-style';
import { arrow, box, escaped, keyMark, text } from './svg-elements';

const WIDTH = 1080;
const HEIGHT = 592;
const BOX_WIDTH = 200;
/** Left edges of the four columns: whoever calls or is called, API, function, table. */
const [CALLER, API, FUNCTION, TABLE] = [24, 301, 578, 856];
/** Top edges of the rows: the way of an order, logs, alarms, what spans everything. */
const [ORDER, LOGS, ALARMS, WHOLE] = [60, 220, 344, 500];
const ORDER_HEIGHT = 116;
const ALARMS_HEIGHT = 120;
const SMALL_HEIGHT = 88;
/** Metric arrows run beside the log boxes. */
const METRIC_LANE = 180;
const LOG_WIDTH = 162;

/** Draws the architecture: orders flow left to right, observability downwards, alarms back to the left. */
export function architectureSvg(architecture: Architecture): string {
  const { api, orderFunction, table, apiLog, functionLog, key, topic, subscription, dashboard } = architecture;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description">`,
    '<title id="title">Architecture of OrderProcessingPlatform</title>',
    `<desc id="description">${escaped(description(architecture))}</desc>`,
    `<style>${STYLE}</style>`,
    '<defs>', head('flow'), head('watch'), '</defs>',
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="14" class="canvas"/>`,
    text(CALLER, 38, 'heading', 'OrderProcessingPlatform'),

    callerBox(),
    ...nodeBox(CALLER, LOGS, BOX_WIDTH, SMALL_HEIGHT, 'alarm', subscription),
    ...nodeBox(API, ORDER, BOX_WIDTH, ORDER_HEIGHT, 'api', api),
    ...nodeBox(FUNCTION, ORDER, BOX_WIDTH, ORDER_HEIGHT, 'function', orderFunction),
    ...nodeBox(TABLE, ORDER, BOX_WIDTH, ORDER_HEIGHT, 'table', table),
    ...orderArrows(architecture),

    ...nodeBox(API, LOGS, LOG_WIDTH, SMALL_HEIGHT, 'log', apiLog),
    ...nodeBox(FUNCTION, LOGS, LOG_WIDTH, SMALL_HEIGHT, 'log', functionLog),
    ...[API, FUNCTION].map((x) => arrow(x + LOG_WIDTH / 2, ORDER + ORDER_HEIGHT, x + LOG_WIDTH / 2, LOGS - 4, 'flow')),

    ...alarmsBox(architecture),
    ...[API, FUNCTION, TABLE].map((x) => arrow(x + METRIC_LANE, ORDER + ORDER_HEIGHT, x + METRIC_LANE, ALARMS - 4, 'watch')),
    text(TABLE + METRIC_LANE - 10, LOGS + 46, 'label', 'metrics', 'end'),
    ...nodeBox(CALLER, ALARMS, BOX_WIDTH, ALARMS_HEIGHT, 'alarm', topic),
    arrow(API, ALARMS + ALARMS_HEIGHT / 2, CALLER + BOX_WIDTH + 5, ALARMS + ALARMS_HEIGHT / 2, 'flow'),
    arrow(CALLER + BOX_WIDTH / 2, ALARMS, CALLER + BOX_WIDTH / 2, LOGS + SMALL_HEIGHT + 5, 'flow'),

    ...keyBox(key),
    ...nodeBox(TABLE, WHOLE, BOX_WIDTH, 72, 'alarm', dashboard),
    arrow(TABLE + METRIC_LANE, ALARMS + ALARMS_HEIGHT, TABLE + METRIC_LANE, WHOLE - 4, 'watch'),
    '</svg>', '',
  ].join('\n');
}

function description({ api, orderFunction, table, tableActions, alarmCount, topic, key }: Architecture): string {
  return `Orders reach the ${api.title} (${api.facts[0]}), which invokes the ${orderFunction.title}; its role allows ${tableActions.join(', ')} `
    + `on the ${table.title}. Both write logs. ${alarmCount} alarms watch them and notify the ${topic.title}, which sends e-mail. `
    + `The ${key.title} encrypts what bears its mark.`;
}

function head(className: string): string {
  return `<marker id="${className}-head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" orient="auto">`
    + `<path d="M0 0L8 4L0 8z" class="${className}-head"/></marker>`;
}

function nodeBox(x: number, y: number, width: number, height: number, colour: string, node: ArchitectureNode): string[] {
  return [
    `<g class="${colour}">`,
    box(x, y, width, height, 'box'),
    `<rect x="${x + 14}" y="${y + 14}" width="22" height="4" rx="2" class="accent"/>`,
    text(x + 14, y + 38, 'title', node.title),
    text(x + 14, y + 57, 'service', node.service),
    ...node.facts.map((fact, line) => text(x + 14, y + (height > SMALL_HEIGHT ? 80 : 75) + line * 19, 'fact', fact)),
    ...node.encrypted ? [keyMark(x + width - 22, y + 22)] : [],
    '</g>',
  ];
}

function callerBox(): string {
  return [
    box(CALLER, ORDER, BOX_WIDTH, ORDER_HEIGHT, 'outside'),
    text(CALLER + 14, ORDER + 38, 'title', 'Shop'),
    text(CALLER + 14, ORDER + 57, 'service', 'browser or server'),
    text(CALLER + 14, ORDER + 80, 'fact', 'JSON order'),
    text(CALLER + 14, ORDER + 99, 'fact', 'Idempotency-Key'),
  ].join('\n');
}

function orderArrows({ tableActions }: Architecture): string[] {
  const y = ORDER + ORDER_HEIGHT / 2;
  const labels: [number, number, string][] = [
    [CALLER, API, 'HTTPS'], [API, FUNCTION, 'invoke'], [FUNCTION, TABLE, tableActions.map((action) => action.split(':')[1]).join(', ')],
  ];
  return labels.flatMap(([from, to, label]) => [
    arrow(from + BOX_WIDTH, y, to - 5, y, 'flow'),
    text((from + BOX_WIDTH + to) / 2, y - 10, 'label', label, 'middle'),
  ]);
}

function alarmsBox({ alarmCount, compositeAlarm, alarmedMetrics }: Architecture): string[] {
  const columns: [number, readonly string[]][] = [[API, alarmedMetrics.api], [FUNCTION, alarmedMetrics.orderFunction], [TABLE, alarmedMetrics.table]];
  return [
    '<g class="alarm">',
    box(API, ALARMS, TABLE + BOX_WIDTH - API, ALARMS_HEIGHT, 'box'),
    `<rect x="${API + 14}" y="${ALARMS + 14}" width="22" height="4" rx="2" class="accent"/>`,
    text(API + 14, ALARMS + 38, 'title', `${alarmCount} alarms`),
    text(API + 94, ALARMS + 38, 'service', `CloudWatch · combined in ${compositeAlarm}`),
    ...columns.flatMap(([x, metrics]) => metrics.map((metric, line) => text(
      x + 14 + Math.floor(line / 3) * 124, ALARMS + 64 + (line % 3) * 20, 'fact', metric))),
    '</g>',
  ];
}

function keyBox(key: ArchitectureNode): string[] {
  return [
    '<g class="key">',
    box(CALLER, WHOLE, FUNCTION + BOX_WIDTH - CALLER, 72, 'box'),
    keyMark(CALLER + 30, WHOLE + 36),
    text(CALLER + 56, WHOLE + 31, 'title', key.title),
    text(CALLER + 56, WHOLE + 52, 'service', [key.service, 'encrypts everything that bears this mark', ...key.facts].join(' · ')),
    '</g>',
  ];
}
