// The order of test files: the longest first, so that no core waits for one of them at the end. Jest goes by the size of a
// file where it has no times of earlier runs, and the longest files are short: they play a suite that stands elsewhere.
const { default: TestSequencer } = require("@jest/test-sequencer");

const LONGEST = [
  "conformance/unkind.acc.test.ts",
  "conformance/kind.acc.test.ts",
  "oldest-engines.acc.test.ts",
];

const isLongest = ({ path }) => LONGEST.some((name) => path.endsWith(name));

module.exports = class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLongest), ...sorted.filter((test) => !isLongest(test))];
  }
};
