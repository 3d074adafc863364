import Ajv2020 from 'ajv/dist/2020';

const UNITS = [
  'Seconds', 'Microseconds', 'Milliseconds',
  ...['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes', 'Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits', 'Count'].flatMap((unit) => [unit, `${unit}/Second`]),
  'Percent', 'None',
];

/**
 * What the specification's own JSON schema demands, and of its text the limits of a directive, and the unknown members that its objects
 * must not have.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const SCHEMA = {
  type: 'object',
  required: ['_aws'],
  properties: {
    _aws: {
      type: 'object',
      required: ['Timestamp', 'CloudWatchMetrics'],
      properties: {
        Timestamp: { type: 'integer', minimum: 1_600_000_000_000 },
        CloudWatchMetrics: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['Namespace', 'Dimensions', 'Metrics'],
            additionalProperties: false,
            properties: {
              Namespace: { type: 'string', minLength: 1, maxLength: 1024, pattern: '^[\\w.#:/-]+$' },
              Dimensions: {
                type: 'array',
                minItems: 1,
                uniqueItems: true,
                items: { type: 'array', minItems: 1, maxItems: 30, uniqueItems: true, items: { type: 'string', minLength: 1, maxLength: 250 } },
              },
              Metrics: {
                type: 'array',
                minItems: 1,
                maxItems: 100,
                items: {
                  type: 'object',
                  required: ['Name'],
                  additionalProperties: false,
                  properties: {
                    Name: { type: 'string', minLength: 1, maxLength: 1024 },
                    Unit: { type: 'string', enum: UNITS },
                    StorageResolution: { type: 'integer', enum: [1, 60] },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

const validate = new Ajv2020({ allErrors: true }).compile(SCHEMA);

/** A value as CloudWatch would record it: `Name{Dimension=value,…}`. */
export type RecordedMetrics = Record<string, number>;

/** Checks a line against the specification and returns the metrics that CloudWatch finds in it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function recordedMetrics(line: any): RecordedMetrics {
  expect(validate(line) ? [] : validate.errors).toEqual([]);
  const found: RecordedMetrics = {};
  for (const { Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
    for (const { Name } of Metrics) {
      expect(typeof line[Name]).toBe('number');
      for (const dimensions of Dimensions) {
        for (const dimension of dimensions) expect(line[dimension]).toEqual(expect.stringMatching(/^[\x21-\x7e]{1,250}$/));
        found[`${Name}{${dimensions.map((dimension: string) => `${dimension}=${line[dimension]}`).join()}}`] = line[Name];
      }
    }
  }
  return found;
}
