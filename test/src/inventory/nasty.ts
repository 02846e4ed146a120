// Names that try to break out of what they are written into.

export const NASTY_NAMES = {
  quotes: `it's "quoted" \`here\``,
  template: [
    "costs $",
    "{100} %",
    "{if true} $$",
    "{twice} $",
    "{TfToken[TOKEN.0]} $$$",
    "{thrice}",
  ].join(""),
  lists: [
    "list #",
    "{TfToken[TOKEN.1]} map &",
    "{TfToken[TOKEN.2]} $%$#",
    "{TfToken[TOKEN.3]}",
  ].join(""),
  // What every JavaScript object inherits.
  constructor: "constructor",
  lines: "first\nsecond\r\nthird\ttabbed",
  // It shows the rest of the line from right to left.
  bidi: "abc\u202edcba\u2066x\u2069",
  separators: "a\u2028b\u2029c\u0085d",
  html: `</script><script>alert(1)</script><img src=x onerror="alert(1)">`,
  comment: "*/ process.exit(1) /* // --> <!-- # heredoc EOT",
  backslashes: "C:\\new\\table\\u0041",
  formula: '=HYPERLINK("http://example.com","x")',
  markdown: "| a | [link](http://example.com) **bold** @someone",
  accents: "Läufer für Élodie",
  emoji: "🚀 launch",
  shell: "$(reboot); `reboot` && true",
} as const;
