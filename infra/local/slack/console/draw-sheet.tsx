import type { ShownView } from '../views.ts';
import type { Member } from '../workspace.ts';
import type { Canvas } from './canvas.ts';
import { Blocks } from './draw-blocks.tsx';

interface SheetProps {
  readonly member: Member;
  readonly place: string;
  readonly view: ShownView;
  /** How many are piled up, this one on top. */
  readonly depth: number;
  readonly canvas: Canvas;
}

/** The modal on top: one form, whose buttons say what is wanted of it. */
export const Sheet = ({ member, place, view, depth, canvas }: SheetProps) => {
  if (view.type !== 'modal') return null;
  const whole = canvas.errors[''];
  return (
    <section class="sheet" id="fenetre" aria-labelledby="fenetre-titre">
      <h2 id="fenetre-titre">{view.title.text}</h2>
      {depth > 1 && <p class="small">Fenêtre {depth} d’une pile : Slack en permet trois.</p>}
      {whole && (
        <p>
          <strong class="error">{whole}</strong>
        </p>
      )}
      <form
        method="post"
        action={`/local/slack/${member.handle}/${place}/fenetre`}
        enctype="multipart/form-data"
      >
        <input type="hidden" name="view" value={view.id} />
        {view.submit && <EnterKey />}
        <Blocks blocks={view.blocks} canvas={canvas} />
        <div class="row">
          {view.submit && (
            <button type="submit" name="do" value="submit" class="primary">
              {view.submit.text}
            </button>
          )}
          <button type="submit" name="do" value="close" formnovalidate>
            {view.close?.text ?? 'Fermer'}
          </button>
          {depth > 1 && (
            <button type="submit" name="do" value="clear" formnovalidate>
              Tout fermer
            </button>
          )}
        </div>
      </form>
    </section>
  );
};

/** The key Enter presses the first button of a form: it is to send, as in Slack. */
const EnterKey = () => (
  <button type="submit" name="do" value="submit" hidden>
    Envoyer
  </button>
);
