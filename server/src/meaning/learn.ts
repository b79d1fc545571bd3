/** Learns linear classifiers from examples by softmax regression. The same examples give the same weights. */

export interface Weights {
  /** By input, then by class. */
  weights: Float32Array;
  biases: Float32Array;
}

/**
 * From vectors of one length: the minimum of the loss with a penalty on large weights, found by steps with a fixed bound of
 * the curvature (Böhning 1992), each of which comes nearer. The last value of each vector should be `1`: it carries the bias.
 */
export function learnDense(
  vectors: Float64Array[],
  classOf: number[],
  classes: number,
  { penalty, steps }: { penalty: number; steps: number },
): Weights {
  const size = vectors[0]?.length ?? 0;
  const curvature = new Float64Array(size * size);
  for (const vector of vectors) addProduct(curvature, vector, 1 / (2 * vectors.length));
  for (let at = 0; at < size - 1; at++) curvature[at * size + at]! += penalty;
  const factor = cholesky(curvature, size);
  const weights = Array.from({ length: classes }, () => new Float64Array(size));
  const before = weights.map((own) => own.slice());
  const sums = new Array<number>(classes).fill(0);
  for (let step = 0; step < steps; step++) {
    // Each step begins a little ahead, in the direction of the last (Nesterov 1983).
    const ahead = step / (step + 3);
    for (const [one, own] of weights.entries()) {
      const last = before[one]!;
      for (let at = 0; at < size; at++) {
        const here = own[at]!;
        own[at] = here + ahead * (here - last[at]!);
        last[at] = here;
      }
    }
    const slopes = weights.map((own) => own.map((weight, at) => (at < size - 1 ? penalty * weight : 0)));
    for (const [place, vector] of vectors.entries()) {
      for (let one = 0; one < classes; one++) sums[one] = dot(weights[one]!, vector);
      const shares = softmax(sums);
      shares[classOf[place]!]! -= 1;
      for (let one = 0; one < classes; one++) {
        const error = shares[one]! / vectors.length;
        // What is sure already teaches nothing.
        if (Math.abs(error * vectors.length) > 1e-4) addTo(slopes[one]!, vector, error);
      }
    }
    for (const [one, slope] of slopes.entries()) {
      solve(factor, slope, size);
      addTo(weights[one]!, slope, -1);
    }
  }
  const turned = new Float32Array((size - 1) * classes);
  for (let at = 0; at < size - 1; at++)
    for (let one = 0; one < classes; one++) turned[at * classes + one] = weights[one]![at]!;
  return { weights: turned, biases: Float32Array.from(weights, (own) => own[size - 1]!) };
}

/**
 * From features that are there or not, each of which counts `1 / √n` where there are `n`: by single steps that get smaller
 * the more was learned of a feature (Duchi et al. 2011), in a fixed order.
 */
export function learnSparse(
  examples: Uint32Array[],
  classOf: number[],
  classes: number,
  { features, rounds, rate, penalty }: { features: number; rounds: number; rate: number; penalty: number },
): Weights {
  const weights = new Float32Array(features * classes);
  const seen = new Float32Array(features * classes).fill(1e-3);
  const biases = new Float32Array(classes);
  const order = shuffled(examples.length);
  for (let round = 0; round < rounds; round++) {
    for (const member of order) {
      const example = examples[member]!;
      const share = 1 / Math.sqrt(example.length || 1);
      const sums: number[] = Array.from(biases);
      for (const feature of example)
        for (let one = 0; one < classes; one++) sums[one]! += share * weights[feature * classes + one]!;
      const errors = softmax(sums);
      errors[classOf[member]!]! -= 1;
      for (const feature of example) {
        for (let one = 0; one < classes; one++) {
          const at = feature * classes + one;
          const slope = share * errors[one]! + penalty * weights[at]!;
          seen[at]! += slope * slope;
          weights[at]! -= (rate * slope) / Math.sqrt(seen[at]!);
        }
      }
      for (let one = 0; one < classes; one++) biases[one]! -= 0.01 * rate * errors[one]!;
    }
  }
  return { weights, biases };
}

/** The share of each of several sums, all above 0 and together 1. */
export function softmax(sums: number[]): number[] {
  const highest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((one, other) => one + other, 0);
  return powers.map((power) => power / total);
}

type Values = Float32Array | Float64Array;

export function dot(one: Values, other: Values): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

export function addTo(sum: Values, vector: Values, factor: number): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += factor * vector[at]!;
}

/** Adds the lower half of a vector's product with itself. */
function addProduct(matrix: Float64Array, vector: Float64Array, factor: number): void {
  const size = vector.length;
  for (let row = 0; row < size; row++) {
    const value = factor * vector[row]!;
    for (let column = 0; column <= row; column++) matrix[row * size + column]! += value * vector[column]!;
  }
}

/** The lower triangle whose product with itself is a matrix. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let at = 0; at < column; at++) sum -= lower[row * size + at]! * lower[column * size + at]!;
      lower[row * size + column] = row === column ? Math.sqrt(sum) : sum / lower[column * size + column]!;
    }
  }
  return lower;
}

/** Solves for a right side, in its place. */
function solve(lower: Float64Array, side: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    let sum = side[row]!;
    for (let at = 0; at < row; at++) sum -= lower[row * size + at]! * side[at]!;
    side[row] = sum / lower[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = side[row]!;
    for (let at = row + 1; at < size; at++) sum -= lower[at * size + row]! * side[at]!;
    side[row] = sum / lower[row * size + row]!;
  }
}

/** The numbers below `count` in an order that looks random and is always the same (Lehmer 1951). */
export function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, place) => place);
  let state = 20261125;
  for (let place = count - 1; place > 0; place--) {
    state = (state * 48271) % 2147483647;
    const other = state % (place + 1);
    [order[place], order[other]] = [order[other]!, order[place]!];
  }
  return order;
}
