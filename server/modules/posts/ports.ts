/** What the module is given from outside. */
import type { SecretBox } from '../../platform/secret-box.ts';

export interface PostsPorts {
  readonly secretBox: SecretBox;
  /** Only a demo house has it. Its token opens every post and stands for every PIN there. */
  readonly demo: { readonly token: string } | null;
}
