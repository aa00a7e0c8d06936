/** A new rule, or with `of` the next version of one: what stood in the version before is filled in. */
import type { ReactNode } from 'react';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import { publishRule } from '../../../../shared/contracts/duties/publish-rule.ts';
import { POSTS } from '../../../../shared/posts.ts';
import { useSay } from '../../../lib/say.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

type Given = Partial<InputOf<typeof publishRule>>;

const POST_LABELS = Object.fromEntries(Object.entries(POSTS).map(([key, { title }]) => [`posts.${key}`, title]));

export function PublishForm({ of, onClose }: { of?: Given; onClose: () => void }): ReactNode {
  const say = useSay();
  return (
    <Dialog title={say(publishRule.title)} wide onClose={onClose}>
      <OperationForm
        contract={publishRule}
        labels={POST_LABELS}
        given={of ?? {}}
        hidden={['ruleId']}
        onDone={onClose}
        onCancel={onClose}
      />
    </Dialog>
  );
}
