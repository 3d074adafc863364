/** Colours for light and dark; the picture brings its own background, because a page's theme need not be the system's. */
export const STYLE = `
svg { --canvas: #ffffff; --box: #f6f8fa; --line: #d0d7de; --text: #1f2328; --muted: #59636e; --flow: #424a53; --watch: #8c959f;
  --api: #8250df; --function: #bc4c00; --table: #0969da; --log: #57606a; --alarm: #bf3989; --key: #9a6700; }
@media (prefers-color-scheme: dark) {
  svg { --canvas: #0d1117; --box: #161b22; --line: #3d444d; --text: #f0f6fc; --muted: #9198a1; --flow: #d1d7e0; --watch: #656c76;
    --api: #ab7df8; --function: #f0883e; --table: #4493f8; --log: #9198a1; --alarm: #db61a2; --key: #d29922; }
}
text { font-family: -apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif; fill: var(--text); }
.heading { font-size: 16px; font-weight: 600; }
.title { font-size: 16px; font-weight: 600; }
.service, .label { font-size: 13px; fill: var(--muted); }
.fact { font-size: 13px; }
.canvas { fill: var(--canvas); stroke: var(--line); }
.box { fill: var(--box); stroke: var(--line); }
.outside { fill: none; stroke: var(--line); stroke-width: 1.5; stroke-dasharray: 5 4; }
.api .accent { fill: var(--api); } .function .accent { fill: var(--function); } .table .accent { fill: var(--table); }
.log .accent { fill: var(--log); } .alarm .accent { fill: var(--alarm); }
.flow { fill: none; stroke: var(--flow); stroke-width: 1.8; } .flow-head { fill: var(--flow); }
.watch { fill: none; stroke: var(--watch); stroke-width: 1.6; stroke-dasharray: 4 4; } .watch-head { fill: var(--watch); }
.mark { fill: var(--key); } .mark-key { fill: none; stroke: var(--canvas); stroke-width: 1.8; stroke-linecap: round; }
`;
