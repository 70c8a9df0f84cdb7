import vm from "node:vm";
import { TestEnvironment } from "jest-environment-node";

// Jest's environment, in a context whose globals are those of any program. The one that Jest makes runs code of its own at
// each look at a global such as `Object` or `Math`, which costs about 200 ns in place of nothing: loops that name one took up
// to 200 times the time, and what compares the values of tests a quarter of all of it. That code notes what tests put on
// globals, so that Jest can empty it after each file; here nobody does, and it stays as long as the worker.

const { createContext } = vm;

/** Deepest stack that an error shows. Jest asks for 100, and each expectation makes an error. */
const STACK = 20;

export default class Environment extends TestEnvironment {
  constructor(...args) {
    let isReplaced = false;
    vm.createContext = () => {
      isReplaced = true;
      return createContext(vm.constants.DONT_CONTEXTIFY);
    };
    try {
      super(...args);
    } finally {
      vm.createContext = createContext;
    }
    if (!isReplaced) {
      throw new Error(
        "Jest makes its context in another way now, so tests would run in a slow one",
      );
    }
    this.global.Error.stackTraceLimit = STACK;
  }
}
