namespace Infra.Cloud.Tests.Charts;

/// <summary>The keys that a chart's values have, from Charts/CHART.keys.txt: two spaces a level, a star where anything may stand below.</summary>
internal sealed class ChartKeys
{
    private readonly Dictionary<string, ChartKeys?> children = new(StringComparer.Ordinal);

    /// <summary>Reads the keys of a chart.</summary>
    public static ChartKeys Of(string chart)
    {
        var root = new ChartKeys();
        Stack<ChartKeys> above = new([root]);
        foreach (var line in Repository.Read($"tests/Cloud.Tests/Charts/{chart}.keys.txt").Split('\n').Where(l => l.Length > 0 && !l.StartsWith('#')))
        {
            var depth = line.TakeWhile(c => c == ' ').Count() / 2;
            while (above.Count > depth + 1)
            {
                above.Pop();
            }

            var name = line.Trim();
            if (name.EndsWith(" *", StringComparison.Ordinal))
            {
                above.Peek().children.Add(name[..^2], null);
                continue;
            }

            var child = new ChartKeys();
            above.Peek().children.Add(name, child);
            above.Push(child);
        }

        return root;
    }

    /// <summary>The paths of values that the chart does not have: Helm would take them and do nothing.</summary>
    public IEnumerable<string> Unknown(IReadOnlyDictionary<string, object> values, string above = "")
    {
        foreach (var (key, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var path = above.Length == 0 ? key : $"{above}.{key}";
            if (!children.TryGetValue(key, out var below))
            {
                yield return path;
            }
            else if (below is not null)
            {
                // A map stands where a map must be, or nothing of it would arrive.
                foreach (var unknown in value is IReadOnlyDictionary<string, object> map ? below.Unknown(map, path) : [$"{path} is no map"])
                {
                    yield return unknown;
                }
            }
        }
    }
}
