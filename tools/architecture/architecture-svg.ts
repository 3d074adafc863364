import { ArchitectureGraph, Arrow, Box } from './architecture-graph';

/** Colours in light and dark. */
const COLOURS = {
  canvas: ['#ffffff', '#0d1117'],
  platform: ['#f6f8fa', '#161b22'],
  line: ['#8c959f', '#656c76'],
  text: ['#1f2328', '#f0f6fc'],
  muted: ['#59636e', '#9198a1'],
  mark: ['#9a6700', '#bb8009'],
  api: ['#8250df', '#ab7df8'],
  compute: ['#bc4c00', '#f0883e'],
  data: ['#0969da', '#4493f8'],
  delivery: ['#1a7f37', '#3fb950'],
  watch: ['#bf3989', '#db61a2'],
} as const;

type Colour = keyof typeof COLOURS;

const SERVICE_COLOURS: [RegExp, Colour][] = [
  [/ApiGateway/, 'api'], [/Lambda/, 'compute'], [/DynamoDB/, 'data'], [/Events|Pipes|SQS/, 'delivery'], [/SNS|CloudWatch|Logs/, 'watch'], [/KMS/, 'mark'],
];

/** Graphviz knows how wide its letters are. */
const FONT = 'Helvetica';

/** The picture as SVG, laid out by Graphviz; it follows the reader's colour scheme. */
export async function architectureSvg(graph: ArchitectureGraph): Promise<string> {
  // It is an ECMAScript module, which this package isn't.
  const { instance } = await import('@viz-js/viz');
  const svg = (await instance()).renderString(dot(graph), { format: 'svg' });
  const dark = Object.values(COLOURS).map(([light, colour]) => `[fill="${light}"] { fill: ${colour} } [stroke="${light}"] { stroke: ${colour} }`);
  return svg.slice(svg.indexOf('<svg')).replace(/<svg[^>]*>/, (tag) => `${tag}
<title>Architecture of OrderProcessingPlatform</title>
<style>@media (prefers-color-scheme: dark) { ${dark.join('\n')} }</style>`);
}

function dot({ boxes, arrows }: ArchitectureGraph): string {
  const ids = [...boxes.keys()];
  const name = (id: string) => JSON.stringify(boxes.get(id)!.title);
  const isLog = (id: string) => boxes.get(id)!.type === 'AWS::Logs::LogGroup';
  const [line, text, canvas] = [COLOURS.line[0], COLOURS.text[0], COLOURS.canvas[0]];
  const way = wayOfAnOrder(arrows);
  const inside = ids.filter((id) => boxes.get(id)!.inside);
  // What no order passes stands in a column of its own, and what is outside above or below everything else.
  const column = ['shop', ...inside.filter((id) => !arrows.some(({ from, to }) => to === id || from === id && id !== 'alarms'))];
  const ends = inside.filter((id) => !isLog(id) && arrows.every(({ from, to }) => from !== id || isLog(to)));
  const last = ids.filter((id) => id !== 'shop' && !inside.includes(id));
  return `digraph {
    bgcolor="${canvas}"; pad=0.2; nodesep=0.45; ranksep=0.42; newrank=true; fontname="${FONT}"
    node [shape=box, style="rounded,filled", fillcolor="${canvas}", fontname="${FONT}", fontcolor="${text}", margin="0.12,0.06", penwidth=1.3]
    edge [color="${line}", fontname="${FONT}", fontcolor="${COLOURS.muted[0]}", fontsize=11, arrowsize=0.7, penwidth=1.3]
    subgraph cluster_platform {
      label=<<B>OrderProcessingPlatform</B>>; labeljust=r; fontcolor="${text}"; fontsize=15
      style="rounded,filled"; fillcolor="${COLOURS.platform[0]}"; color="${line}"; margin=18
      ${inside.map(name).join('; ')}
    }
    ${[...boxes].map(([id, box]) =>
      `${name(id)} [label=<${label(box)}>, color="${colourOf(box)}"${box.inside ? '' : ', style="rounded,filled,dashed"'}${way.includes(id) ? ', group=way' : ''}]`).join('\n')}
    ${arrows.map(({ from, to, label: said }) => `${name(from)} -> ${name(to)} [label="  ${said}"${way.includes(to) ? ', weight=20' : ''}]`).join('\n')}
    ${arrows.filter(({ to }) => isLog(to)).map(({ from, to }) => `{rank=same; ${name(from)}; ${name(to)}}`).join('\n')}
    ${column.slice(1).map((id, index) => `${name(column[index])} -> ${name(id)} [style=invis]`).join('\n')}
    {rank=same; ${last.map(name).join('; ')}}
    ${ends.map((id) => `${name(id)} -> ${name(last[0])} [style=invis, weight=0]`).join('\n')}
  }`;
}

/** What an order passes on its way to the first consumer: drawn straight down. */
function wayOfAnOrder(arrows: readonly Arrow[]): string[] {
  const way = ['shop'];
  for (const id of way) way.push(...arrows.filter(({ from, to, label: said }) => from === id && said && !said.includes('gives up') && !way.includes(to)).map(({ to }) => to).slice(0, 1));
  return way;
}

function label(box: Box): string {
  const mark = box.encrypted ? `<TD ALIGN="RIGHT"><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR><TD BGCOLOR="${COLOURS.mark[0]}" STYLE="ROUNDED" FIXEDSIZE="TRUE" WIDTH="30" HEIGHT="15"><FONT COLOR="${COLOURS.canvas[0]}" POINT-SIZE="9"><B>KMS</B></FONT></TD></TR></TABLE></TD>` : '<TD></TD>';
  const row = (text: string, size: number, colour: string) => `<TR><TD ALIGN="LEFT" COLSPAN="2"><FONT POINT-SIZE="${size}" COLOR="${colour}">${text.replace(/^ {2}/, '&#160;&#160;')}</FONT></TD></TR>`;
  return `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">
    <TR><TD ALIGN="LEFT"><FONT POINT-SIZE="11" COLOR="${colourOf(box)}"><B>${escaped(box.service)}&#160;</B></FONT></TD>${mark}</TR>
    ${row(`<B>${escaped(box.title)}</B>${'&#160;'.repeat(box.title.length / 8)}`, 14, COLOURS.text[0])}
    ${box.facts.map((fact) => row(escaped(fact), 11.5, COLOURS.muted[0])).join('')}
  </TABLE>`;
}

function colourOf({ type = '', service }: Box): string {
  return COLOURS[SERVICE_COLOURS.find(([kind]) => kind.test(`${type} ${service}`))?.[1] ?? 'muted'][0];
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
