using System.Globalization;

namespace Infra.Benchmarks;

/// <summary>What the command line of the benchmarks asks for.</summary>
/// <param name="Sizes">Numbers of resources, ascending.</param>
/// <param name="Runs">Warm runs that count.</param>
/// <param name="Processes">Fresh processes for first runs and memory.</param>
/// <param name="Compare">Whether other tools are measured too.</param>
/// <param name="Write">Whether docs/performance.md is brought up to date.</param>
/// <param name="Only">The only part that is measured; nothing is written then. Null for everything.</param>
internal sealed record BenchOptions(IReadOnlyList<int> Sizes, int Runs, int Processes, bool Compare, bool Write, BenchPart? Only = null)
{
    /// <summary>How the command line is used.</summary>
    public const string Usage = """
        ./run bench [--write] [--sizes 100,1000,10000] [--runs 5] [--processes 3] [--no-comparisons] [--engine-only | --estates-only | --policy-only | --gates-only]
          --write            bring the table in docs/performance.md up to date
          --sizes            numbers of resources, multiples of ten
          --runs             warm runs whose median counts
          --processes        fresh processes for first runs and memory
          --engine-only      measure only the local backend and what stands beside it; not with --write
          --estates-only     measure only the expansion of ApplicationSets; not with --write
          --policy-only      measure only the rules of policy; not with --write
          --gates-only       measure only the gates and the audit record; not with --write
          --no-comparisons   leave out Node, Terraform and the command line as a process
        """;

    /// <summary>Whether a part is measured.</summary>
    public bool Measures(BenchPart part) => Only is null || Only == part;

    /// <summary>Reads a command line; null where it is wrong or asks for help.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        BenchOptions options = new([100, 1000, 10_000], Runs: 5, Processes: 3, Compare: true, Write: false);
        Queue<string> rest = new(args);
        while (rest.TryDequeue(out string? arg))
        {
            BenchOptions? next = arg switch
            {
                "--write" => options with { Write = true },
                "--engine-only" when options.Only is null => options with { Only = BenchPart.Engine },
                "--estates-only" when options.Only is null => options with { Only = BenchPart.Estates },
                "--policy-only" when options.Only is null => options with { Only = BenchPart.Policy },
                "--gates-only" when options.Only is null => options with { Only = BenchPart.Gates },
                "--no-comparisons" => options with { Compare = false },
                "--sizes" when Numbers(rest) is { } sizes && sizes.All(s => s % SampleProgram.GroupSize == 0) => options with { Sizes = sizes },
                "--runs" when Numbers(rest) is [int runs] => options with { Runs = runs },
                "--processes" when Numbers(rest) is [int processes] => options with { Processes = processes },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return options is { Write: true, Only: not null } ? null : options;
    }

    private static int[]? Numbers(Queue<string> rest)
    {
        List<int> numbers = [];
        foreach (string text in rest.TryDequeue(out string? given) ? given.Split(',') : [])
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number == 0)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers.Count == 0 ? null : [.. numbers.Order()];
    }
}
