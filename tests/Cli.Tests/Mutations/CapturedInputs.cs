using System.Collections.Concurrent;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Policy.Subjects;

namespace Infra.Cli.Tests.Mutations;

/// <summary>What rules read of each committed stack: its plan from nothing, and its generated files. Made once.</summary>
public sealed class CapturedInputs : IDisposable
{
    /// <summary>Flips of this are of workload.yaml, judged as production.</summary>
    public const string Workload = "workload";

    private readonly Workspace workspace = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<PolicyInput>>> inputs = new(StringComparer.Ordinal);

    /// <summary>The input of a stack.</summary>
    public Task<PolicyInput> OfAsync(string stack) => inputs.GetOrAdd(stack, s => new(() => CaptureAsync(s))).Value;

    public void Dispose() => workspace.Dispose();

    private async Task<PolicyInput> CaptureAsync(string stack)
    {
        if (stack == Workload)
        {
            string file = $"tests/Cli.Tests/Mutations/{Workload}.yaml";
            return new PolicyInput((await OfAsync("prod")).Environment, plan: null, ManifestReader.Read(file, await File.ReadAllTextAsync(Fixture.Find(file), TestContext.Current.CancellationToken)));
        }

        // The workspace holds a copy of stacks/; what was rendered is the committed gitops/.
        string committed = Path.Combine(Fixture.Root, "gitops", stack);
        foreach (string file in Directory.Exists(committed) ? Directory.GetFiles(committed, "*", SearchOption.AllDirectories) : [])
        {
            string copy = Path.Combine(workspace.Folder, Path.GetRelativePath(Fixture.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        Host host = workspace.Host(TextWriter.Null, TextWriter.Null, null);
        Repository repository = Repository.Find(host);
        return new PolicyCheck(host, repository).InputOf(stack, await new StackBackends(host, repository).Local(stack).PreviewAsync(TestContext.Current.CancellationToken));
    }
}
