using System.Collections.Immutable;

namespace Infra.Model;

/// <summary>Collects problems of one source; decides what of a value may be shown.</summary>
internal sealed class SettingsProblems(string file)
{
    private const int ShownLength = 60;
    private readonly List<SettingsProblem> problems = [];

    public int Count => problems.Count;

    public void Add(Position at, string path, string? value, string rule, string mend) =>
        problems.Add(new(file, at.Line, at.Column, path, Shown(path, value), rule, mend));

    /// <summary>In the order of the file; problems of one place in the order they were found.</summary>
    public ImmutableArray<SettingsProblem> InOrder() =>
        [.. problems.DistinctBy(p => (p.Line, p.Column, p.Path, p.Rule)).OrderBy(p => p.Line).ThenBy(p => p.Column)];

    private static string? Shown(string path, string? value)
    {
        if (value is null || PlainSecrets.IsSecretPath(path) || PlainSecrets.KindOf(value) is not null)
        {
            return null;
        }

        var line = new string([.. value.Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length <= ShownLength ? line : string.Concat(line.AsSpan(0, ShownLength), "...");
    }
}
