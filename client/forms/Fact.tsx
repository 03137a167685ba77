// A line of what is known of somebody, in a list of such.

/** Nothing where nothing is known. */
export function Fact({ term, text }: { term: string; text: string }) {
  return text === '' ? null : (
    <div className="udb-fact">
      <dt className="udb-fact-term">{term}</dt>
      <dd className="udb-fact-text">{text}</dd>
    </div>
  );
}
