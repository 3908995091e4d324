import type { Fact } from '../../../words/notice.ts';

/** Labels, and what stands behind each. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="answers">
      {facts.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
