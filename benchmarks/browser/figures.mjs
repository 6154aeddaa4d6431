/** The smallest value that so many percent are not above. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * percent / 100) - 1, 0)];
}

export const median = values => percentile(values, 50);

export const say = text => console.log(text);
