/** Version of the package, which the build writes in. */
declare const VERSION: string;
