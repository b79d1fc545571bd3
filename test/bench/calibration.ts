const SIZE = 360;
const EDGE = 44;
const BINS = 10;

/** How often answers were right at each confidence, as an SVG: on the diagonal, confidence is what it says. */
export function calibrationPlot(answers: { confidence: number; right: boolean }[]): string {
  const x = (value: number) => EDGE + value * (SIZE - 2 * EDGE);
  const y = (value: number) => SIZE - x(value);
  const points = Array.from({ length: BINS }, (_, bin) => {
    const inBin = answers.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin,
    );
    const mean = inBin.reduce((sum, { confidence }) => sum + confidence, 0) / inBin.length;
    const right = inBin.filter((one) => one.right).length / inBin.length;
    return { count: inBin.length, mean, right };
  }).filter(({ count }) => count > 0);
  const dots = points.map(
    ({ count, mean, right }) =>
      `<circle cx="${x(mean).toFixed(1)}" cy="${y(right).toFixed(1)}" r="${(2 + Math.sqrt(count) / 2).toFixed(1)}" fill="#0a5a83"><title>${count} questions</title></circle>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="Calibration" font-family="sans-serif" font-size="12">
<rect width="${SIZE}" height="${SIZE}" fill="#fff"/>
<path d="M${x(0)} ${y(1)}V${y(0)}H${x(1)}" fill="none" stroke="#1b2329"/>
<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#6b7780" stroke-dasharray="4"/>
<text x="${SIZE / 2}" y="${SIZE - 10}" text-anchor="middle">confidence</text>
<text transform="translate(14 ${SIZE / 2}) rotate(-90)" text-anchor="middle">share right</text>
<text x="${x(0)}" y="${y(0) + 16}" text-anchor="middle">0</text><text x="${x(1)}" y="${y(0) + 16}" text-anchor="middle">1</text><text x="${x(0) - 10}" y="${y(1) + 4}" text-anchor="middle">1</text>
${dots.join('\n')}
</svg>
`;
}
