/** Of the Slack console, over that of the other local pages. */
export const consoleStyle = `
  .bar { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: .5rem 0; list-style: none; }
  .bar a[aria-current] { font-weight: bold; text-decoration: none; border-bottom: 3px solid; }
  .thread { padding: 0; list-style: none; }
  .message { border: 1px solid #8888; border-radius: .4rem; padding: .5rem .75rem; margin-block: .5rem; }
  .message.alone { border-style: dashed; }
  .message.reply { margin-inline-start: 1.25rem; }
  .message p, .sheet p { margin-block: .4rem; }
  .small, small { font-size: .875rem; opacity: .85; }
  .block { display: block; }
  .sheet { border: 2px solid; border-radius: .5rem; padding: .5rem 1rem 1rem; margin-block: 1rem; }
  .section { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; }
  .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0 1rem; }
  .row { display: flex; flex-wrap: wrap; gap: .5rem; margin-block: .5rem; align-items: center; }
  .primary { font-weight: bold; border-width: 2px; }
  .danger, .error { color: light-dark(#a8071a, #ff9c9c); }
  .error { display: block; }
  .field { margin: 1rem 0; border: 0; padding: 0; min-inline-size: 0; }
  .field > label:not(.choice), legend { display: block; font-weight: bold; padding: 0; }
  .choice { display: flex; gap: .5rem; align-items: baseline; padding: .25rem 0; }
  input:not([type=radio], [type=checkbox]), textarea, select {
    font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid; border-radius: .3rem;
  }
  input[type=radio], input[type=checkbox] { width: 1.2rem; height: 1.2rem; flex: none; }
  .compose { display: flex; gap: .5rem; align-items: end; flex-wrap: wrap; margin-block: .75rem; }
  .compose label { flex: 1 1 12rem; font-weight: bold; }
  .compose input { display: block; margin-block-start: .25rem; font-weight: normal; }
  .typed { display: flex; align-items: baseline; gap: .4rem; font-weight: normal; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; }
  td, th { border: 1px solid #8888; padding: .25rem .5rem; text-align: start; vertical-align: top; }
  figure, h3 { margin: .5rem 0; }
  h3 { font-size: 1.1rem; }
  img { max-width: 100%; }
  .log { padding-inline-start: 1.25rem; font-size: .9375rem; }
  .message form { margin-block: .5rem; }
`;
