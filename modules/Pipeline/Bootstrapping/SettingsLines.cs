using System.Collections.Immutable;
using System.Text;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>The lines that the Pulumi CLI wrote into settings files: what they were at a moment, compared with what they are.</summary>
/// <param name="host">The disk.</param>
/// <param name="root">The root of the repository.</param>
/// <param name="stacks">The stacks.</param>
public sealed class SettingsLines(Host host, string root, ImmutableArray<StackName> stacks)
{
    private readonly ImmutableArray<ImmutableArray<string>> before = [.. stacks.Select(s => Lines(host, root, s))];

    /// <summary>What differs now, as a diff: each file, and its lines with + and - before them; empty where nothing does.</summary>
    public string Diff() => string.Concat(stacks.Select((stack, i) =>
    {
        ImmutableArray<string> now = Lines(host, root, stack);
        string[] changed = [.. Missing(before[i], now).Select(l => $"\n    -{l}"), .. Missing(now, before[i]).Select(l => $"\n    +{l}")];
        return changed.Length == 0 ? "" : $"\n  {SettingsFile.PathOf(stack)}{string.Concat(changed)}";
    }));

    private static IEnumerable<string> Missing(ImmutableArray<string> some, ImmutableArray<string> others)
    {
        List<string> left = [.. others];
        return [.. some.Where(l => !left.Remove(l))];
    }

    private static ImmutableArray<string> Lines(Host host, string root, StackName stack) =>
        [.. Encoding.UTF8.GetString(host.Files.Read(Path.Combine(root, SettingsFile.PathOf(stack))) ?? []).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r'))];
}
