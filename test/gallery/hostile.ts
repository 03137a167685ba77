// Stylesheets of pages that a screen may have to stand in. The first says the worst of what is found in the wild; the
// others say, in other words, what three widespread resets say of elements.

const WORST = `
  html { font-size: 62.5%; cursor: crosshair; tab-size: 2; hyphens: auto; quotes: none }
  * { box-sizing: content-box; letter-spacing: 1px }
  body { font: italic 700 11px/3 monospace; color: lime; text-align: center; text-transform: uppercase; word-spacing: 9px;
    white-space: pre; text-indent: 2em; text-shadow: 1px 1px red; list-style: square inside; word-break: break-all }
  *::before, *::after { border: 1px solid red; box-sizing: content-box }
  div, p, form, main, section, nav, header, footer, ul, ol, li, dl, dt, dd, fieldset, legend, table, tr, th, td {
    margin: 17px; padding: 13px; border: 3px dotted red; background: red; color: yellow; width: 90%; max-width: 60ch;
    float: left; line-height: 4; opacity: 0.5; position: relative; top: 5px }
  h1, h2, h3, h4, h5, h6 { font: 900 80px/1 cursive; color: red; margin: 40px; text-transform: uppercase; border-bottom: 4px solid }
  button { all: unset }
  button, input, select, textarea { width: 50px; height: 20px; min-width: 300px; border: 0; border-radius: 0; background: red;
    color: red; margin: 1rem; box-shadow: 0 0 9px red; outline: none; font: 9px serif; line-height: 9; text-transform: uppercase;
    transition: all 3s; appearance: none; display: inline-block; vertical-align: bottom; float: right }
  label { float: left; width: 120px; text-transform: uppercase; font-weight: 900; display: inline; cursor: help }
  a { color: red; text-decoration: none; border-bottom: 2px dashed; background: yellow; display: block }
  strong, b { color: red; font-weight: 100; text-decoration: underline }
  span { display: inline-block; margin: 3px; padding: 3px; background: red }
  svg { width: 200px; height: 200px; fill: red; display: inline; vertical-align: sub; overflow: visible }
  img { border: 5px solid red; max-width: none }
  table { border-collapse: separate; border-spacing: 9px; table-layout: fixed; width: 10px }
  dialog { border: 9px solid red; padding: 50px; margin: 0; max-width: 9px }
  meter, progress { height: 40px; width: 9px; appearance: none }
  [hidden] { display: block }
`;

const BOOTSTRAP_5 = `
  *, *::before, *::after { box-sizing: border-box }
  @media (prefers-reduced-motion: no-preference) { :root { scroll-behavior: smooth } }
  body { margin: 0; font-family: system-ui, sans-serif; font-size: 1rem; font-weight: 400; line-height: 1.5; color: #212529;
    background-color: #fff; -webkit-text-size-adjust: 100%; -webkit-tap-highlight-color: transparent }
  h1, h2, h3, h4, h5, h6 { margin-top: 0; margin-bottom: 0.5rem; font-weight: 500; line-height: 1.2; color: inherit }
  h1 { font-size: 2.5rem } h2 { font-size: 2rem }
  p { margin-top: 0; margin-bottom: 1rem }
  ol, ul { padding-left: 2rem } ol, ul, dl { margin-top: 0; margin-bottom: 1rem }
  dt { font-weight: 700 } dd { margin-bottom: 0.5rem; margin-left: 0 }
  b, strong { font-weight: bolder } small { font-size: 0.875em }
  a { color: #0d6efd; text-decoration: underline }
  img, svg { vertical-align: middle }
  table { caption-side: bottom; border-collapse: collapse }
  caption { padding-top: 0.5rem; padding-bottom: 0.5rem; color: #6c757d; text-align: left }
  th { text-align: inherit } thead, tbody, tr, td, th { border-color: inherit; border-style: solid; border-width: 0 }
  label { display: inline-block } button { border-radius: 0 }
  input, button, select, optgroup, textarea { margin: 0; font-family: inherit; font-size: inherit; line-height: inherit }
  button, select { text-transform: none } select { word-wrap: normal } select:disabled { opacity: 1 }
  button, [type="button"], [type="reset"], [type="submit"] { -webkit-appearance: button }
  textarea { resize: vertical }
  fieldset { min-width: 0; padding: 0; margin: 0; border: 0 }
  legend { float: left; width: 100%; padding: 0; margin-bottom: 0.5rem; font-size: 1.5rem; line-height: inherit }
  summary { display: list-item } progress { vertical-align: baseline } [hidden] { display: none !important }
`;

const TAILWIND_3 = `
  *, ::before, ::after { box-sizing: border-box; border-width: 0; border-style: solid; border-color: #e5e7eb }
  html { line-height: 1.5; -webkit-text-size-adjust: 100%; tab-size: 4; font-family: ui-sans-serif, system-ui, sans-serif;
    font-feature-settings: normal; -webkit-tap-highlight-color: transparent }
  body { margin: 0; line-height: inherit }
  hr { height: 0; color: inherit; border-top-width: 1px }
  h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: inherit }
  a { color: inherit; text-decoration: inherit } b, strong { font-weight: bolder }
  table { text-indent: 0; border-color: inherit; border-collapse: collapse }
  button, input, optgroup, select, textarea { font-family: inherit; font-size: 100%; font-weight: inherit; line-height: inherit;
    letter-spacing: inherit; color: inherit; margin: 0; padding: 0 }
  button, select { text-transform: none }
  button, input[type="button"], input[type="submit"] { -webkit-appearance: button; background-color: transparent; background-image: none }
  progress { vertical-align: baseline }
  blockquote, dl, dd, h1, h2, h3, h4, h5, h6, hr, figure, p, pre { margin: 0 }
  fieldset { margin: 0; padding: 0 } legend { padding: 0 } ol, ul, menu { list-style: none; margin: 0; padding: 0 }
  dialog { padding: 0 } textarea { resize: vertical }
  input::placeholder, textarea::placeholder { opacity: 1; color: #9ca3af }
  button, [role="button"] { cursor: pointer } :disabled { cursor: default }
  img, svg, video, canvas, audio, iframe, embed, object { display: block; vertical-align: middle }
  img, video { max-width: 100%; height: auto } [hidden] { display: none }
`;

/** What Tailwind 4 says in a layer: here without one, which is stronger. */
const TAILWIND_4 = `
  *, ::after, ::before, ::backdrop, ::file-selector-button { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }
  html { line-height: 1.5; -webkit-text-size-adjust: 100%; tab-size: 4; font-family: ui-sans-serif, system-ui, sans-serif;
    -webkit-tap-highlight-color: transparent }
  h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: inherit }
  a { color: inherit; -webkit-text-decoration: inherit; text-decoration: inherit } b, strong { font-weight: bolder }
  table { text-indent: 0; border-color: inherit; border-collapse: collapse }
  progress { vertical-align: baseline } summary { display: list-item } ol, ul, menu { list-style: none }
  img, svg, video, canvas { display: block; vertical-align: middle } img, video { max-width: 100%; height: auto }
  button, input, select, optgroup, textarea { font: inherit; font-feature-settings: inherit; letter-spacing: inherit;
    color: inherit; border-radius: 0; background-color: transparent; opacity: 1 }
  ::placeholder { opacity: 1; color: color-mix(in oklab, currentcolor 50%, transparent) }
  textarea { resize: vertical } button, input[type="button"], input[type="submit"] { appearance: button }
  [hidden] { display: none !important }
`;

export const HOSTILE: Record<string, string> = {
  'the worst there is': WORST,
  'Bootstrap 5': BOOTSTRAP_5,
  'Tailwind 3': TAILWIND_3,
  'Tailwind 4': TAILWIND_4,
};
