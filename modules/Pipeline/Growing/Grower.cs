using System.Collections.Immutable;
using System.Text;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Bootstrapping;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Growing;

/// <summary>
/// Writes a change of a company's files with everything that is generated from them. It is made and checked in a folder for a while: what would not pass
/// is refused with all that is wrong, and nothing is written.
/// </summary>
public sealed class Grower
{
    private static readonly string[] Copied = ["stacks", "gitops", ".github"];

    private readonly Host host;
    private readonly Repository repository;

    /// <summary>Changes of a repository.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    public Grower(Host host, Repository repository)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(repository);
        (this.host, this.repository) = (host, repository);
    }

    /// <summary>Writes it, or only works it out.</summary>
    /// <param name="growth">The change.</param>
    /// <param name="writes">Whether it is written.</param>
    /// <param name="cancellation">Stops it; until the last moment nothing is written.</param>
    /// <exception cref="InfraException">The result would not pass; all that is wrong is named.</exception>
    public async Task<Grown> RunAsync(Growth growth, bool writes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(growth);
        string folder = host.Folders.CreateTemporary("infra-grow-");
        try
        {
            Copy(repository.Root, folder);
            foreach ((string file, string? text) in growth.Files)
            {
                Put(folder, file, text);
            }

            Host there = host with { Folder = folder, Out = TextWriter.Null, Error = TextWriter.Null };
            await MakeMissingAsync(there, cancellation);
            Repository changed = Repository.Find(there);
            Generate(there, changed);
            CompanyFinding[] wrong = [.. (await new CompanyCheck(there, changed).RunAsync(cancellation)).Where(f => f.Verdict != CompanyVerdict.Good)];
            if (wrong.Length > 0)
            {
                throw new InfraException(ErrorKind.Configuration, string.Join('\n', wrong.Select(w => w.Message).Append("Nothing was written.")));
            }

            ImmutableArray<(string, PlanSummary)>.Builder plans = ImmutableArray.CreateBuilder<(string, PlanSummary)>();
            foreach (string stack in growth.Environments)
            {
                // Against what the emulator has of this repository.
                Plan plan = await new StackBackends(there, repository.At(folder)).Local(stack).PreviewAsync(cancellation);
                plans.Add((stack, plan.Summary));
            }

            string[] different = [.. Different(folder)];
            foreach (string file in writes ? different : [])
            {
                string made = Path.Combine(folder, file);
                Put(repository.Root, file, host.Folders.HasFile(made) ? Text(made) : null);
            }

            return new Grown(growth, [.. different], plans.ToImmutable());
        }
        finally
        {
            host.Folders.Delete(folder);
        }
    }

    // A new environment has no foundation, and workflows need one: a dry run makes it up, marked as such.
    private static async Task MakeMissingAsync(Host there, CancellationToken cancellation)
    {
        Repository changed = Repository.Find(there);
        if (changed.Environments().Any(e => !changed.Has($"stacks/{e}/foundation.yaml")))
        {
            await new Bootstrapper(there, new BootstrapRequest { Backend = Infra.Model.Backends.BackendNames.Local, Write = true }).RunAsync(cancellation);
        }
    }

    private void Generate(Host there, Repository changed)
    {
        foreach (string environment in changed.Environments())
        {
            new GitOpsFolder(host.Folders, changed.Root, environment).Write(EnvironmentFiles.Of(changed.RenderOptions(environment)));
        }

        SchemaFiles.Write(host.Folders, changed.Root);
        WorkflowFiles workflows = new(there, changed);
        foreach (StaleFile stale in workflows.Stale().ToArray())
        {
            workflows.Write(stale);
        }
    }

    private void Copy(string from, string to)
    {
        IEnumerable<string> scripts = GitHubOptions.Settings(repository).Environments.Select(e => e.Evidence).OfType<string>().Distinct(StringComparer.Ordinal).Select(s => Path.Combine(from, s));
        foreach (string file in Copied.SelectMany(f => host.Folders.Files(Path.Combine(from, f))).Append(Path.Combine(from, "Pulumi.yaml")).Concat(scripts))
        {
            host.Folders.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    private IEnumerable<string> Different(string folder)
    {
        string[] Of(string root) => [.. Copied.SelectMany(f => host.Folders.Files(Path.Combine(root, f))).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))];
        return Of(folder).Union(Of(repository.Root), StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(f => TextOrNull(Path.Combine(folder, f)) != TextOrNull(Path.Combine(repository.Root, f)));
    }

    private void Put(string root, string file, string? text)
    {
        if (text is null)
        {
            host.Folders.DeleteFile(Path.Combine(root, file));
        }
        else
        {
            host.Folders.Write(Path.Combine(root, file), text);
        }
    }

    private string? TextOrNull(string path) => host.Folders.HasFile(path) ? Text(path) : null;

    private static string Text(string path) => Encoding.UTF8.GetString(InputFile.Read(path, InputFile.MostMade));
}
