// The order of test files: those that drive engines first, so that the many short ones fill the cores at the end. Of these the
// longest first: Jest goes by the size of a file where it has no times of earlier runs, and they play a suite that stands elsewhere.
const { default: TestSequencer } = require("@jest/test-sequencer");

const FIRST = [
  "conformance/unkind.acc.test.ts",
  "conformance/kind.acc.test.ts",
  "oldest-engines.acc.test.ts",
  ".acc.test.ts",
];

const turnOf = ({ path }) => {
  const turn = FIRST.findIndex((end) => path.endsWith(end));
  return turn === -1 ? FIRST.length : turn;
};

module.exports = class LongestFirst extends TestSequencer {
  /** In Jest's own order where it is the turn of several. */
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => turnOf(one) - turnOf(other));
  }
};
