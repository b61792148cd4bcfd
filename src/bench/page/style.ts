/** Colours that people with any colour vision tell apart (Okabe and Ito), light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #5b6570; --line: #d8dde3; --paper: #fff; --panel: #f6f8fa;
  --s0: #0072b2; --s1: #d55e00; --s2: #00835f; --s3: #a8468a; --good: #00703f; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --dim: #9aa5b1; --line: #363d46; --paper: #15191e;
  --panel: #1d2228; --s0: #56b4e9; --s1: #f0915a; --s2: #3ecf9b; --s3: #e0a0cc; --good: #5fd38d; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 24px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5em; margin: 0 0 .2em; } h2 { font-size: 1.2em; margin: 1.8em 0 .4em; } h3 { font-size: 1em; margin: 1.2em 0 .4em; }
p { margin: .3em 0; max-width: 75ch; } .dim { color: var(--dim); }
.warning { border-left: 4px solid var(--bad); background: var(--panel); padding: .5em .8em; }
.charts { display: grid; margin-bottom: 12px; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 16px; }
.charts svg { width: 100%; height: auto; background: var(--panel); border-radius: 6px; padding: 8px; }
svg text { fill: var(--ink); font: 11px system-ui, "Noto Sans CJK SC", sans-serif; } svg .title { font-size: 13px; font-weight: 600; }
svg .tick { fill: var(--dim); } svg .grid { stroke: var(--line); } svg .line { fill: none; stroke-width: 1.8; } svg .dashed { stroke-dasharray: 5 4; }
.s0 { --own: var(--s0); } .s1 { --own: var(--s1); } .s2 { --own: var(--s2); } .s3 { --own: var(--s3); }
svg g .line { stroke: var(--own); } svg g circle, svg g rect, svg g path:not(.line) { fill: var(--own); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 10px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--dim); } td.word, th.word { text-align: left; }
td.wrap { text-align: left; white-space: normal; overflow-wrap: anywhere; }
.faster { color: var(--good); font-weight: 600; } .slower { color: var(--bad); font-weight: 600; }
`;
