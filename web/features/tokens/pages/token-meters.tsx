/** Meters that take digits, and what their keys are found by; the technician registers them here. */
import { type ReactNode, useState } from 'react';
import type { OperationContract } from '../../../../shared/contracts/contract.ts';
import { registerPaygoMeter } from '../../../../shared/contracts/tokens/register-paygo-meter.ts';
import { registerStsMeter } from '../../../../shared/contracts/tokens/register-sts-meter.ts';
import { tokenMeters } from '../../../../shared/contracts/tokens/token-meters.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { TokenMeterDrawer } from '../components/token-meter-drawer.tsx';
import { keypadMetersProvider } from '../providers.ts';
import { TOKEN_LABELS, TOKEN_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有登记充值码表', en: 'No token meters yet' },
  next: {
    zh: '先在“表”中装一块充值方式为“充值码”的表，再由售电技术员在这里登记其密钥资料。',
    en: 'Install a meter whose delivery is “Keypad token” under “Meters”; the technician then registers it here.',
  },
} as const satisfies Record<string, Text>;

const SHORT = {
  sts: { zh: '登记STS表', en: 'Register STS' },
  paygo: { zh: '登记OpenPAYGO表', en: 'Register OpenPAYGO' },
} as const satisfies Record<string, Text>;

const FORMS = [
  { contract: registerStsMeter as OperationContract, word: SHORT.sts, primary: true },
  { contract: registerPaygoMeter as OperationContract, word: SHORT.paygo, primary: false },
] as const;

function RegisterButtons(): ReactNode {
  const say = useSay();
  const [contract, setContract] = useState<OperationContract | null>(null);
  const close = (): void => setContract(null);
  return (
    <>
      {FORMS.map((form) => (
        <Button
          key={form.contract.name}
          type={form.primary ? 'primary' : 'default'}
          onClick={() => setContract(form.contract)}
        >
          {say(form.word)}
        </Button>
      ))}
      {contract && (
        <Dialog title={say(contract.title)} onClose={close}>
          <OperationForm
            contract={contract}
            providers={{ meterId: keypadMetersProvider }}
            labels={TOKEN_LABELS}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}

export default function TokenMetersPage(): ReactNode {
  const post = useSession()?.post ?? null;
  return (
    <ListPage
      contract={tokenMeters}
      labels={TOKEN_LABELS}
      states={TOKEN_STATES_SHOWN}
      empty={EMPTY}
      pageActions={mayCallNamed('tokens.register-sts-meter', post) && <RegisterButtons />}
      detail={(meterId, close) => <TokenMeterDrawer meterId={meterId} onClose={close} />}
    />
  );
}
