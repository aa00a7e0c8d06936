import type { ReactNode } from 'react';

const PRINTED = 32;

/** The figures that are printed under the code, in groups of four, to be compared with the paper. */
export function Digest({ digest }: { digest: string }): ReactNode {
  return (
    <span className="figure digest" title={digest}>
      {digest.slice(0, PRINTED).replace(/(.{4})(?=.)/g, '$1 ')}
    </span>
  );
}
