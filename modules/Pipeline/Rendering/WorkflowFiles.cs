using System.Collections.Immutable;
using System.Text;
using Infra.Delivery.Gates;
using Infra.GitHub.Generators;
using Infra.GitHub.Repositories;
using Infra.GitHub.Workflows;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Reading;

namespace Infra.Pipeline.Rendering;

/// <summary>The workflows of GitHub Actions and CODEOWNERS, which follow from <c>stacks/</c>. What others wrote is left alone.</summary>
public sealed class WorkflowFiles
{
    private const string Folder = ".github/workflows";

    private readonly Host host;
    private readonly Repository repository;
    private readonly DeliveryOptions delivery;
    private readonly ImmutableArray<(string Path, string Text)> files;

    /// <summary>Those of a repository.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <exception cref="InfraException">A file has problems, or an environment has no foundation yet.</exception>
    public WorkflowFiles(Host host, Repository repository)
    {
        (this.host, this.repository) = (host, repository);
        RepositorySettings settings = GitHubOptions.Settings(repository);
        RequirePresent(settings);
        delivery = repository.Delivery(settings);
        files =
        [
            (CodeOwnersFile.Path, CodeOwnersFile.Write(settings)),
            .. WorkflowSet.Of(delivery).Select(w => ($"{Folder}/{w.File}", w.Text)),
        ];
    }

    // A pattern of a file that moved asks nobody for the file. Rules that were kept before may name them still, so that their reader takes them.
    private void RequirePresent(RepositorySettings settings)
    {
        string[] former =
        [
            .. settings.CodeOwners.Select(o => o.Pattern.Trim('/')).Where(DataPlaces.Former.ContainsKey).Select(p => $"{RepositoryFile.Path}: codeOwners has /{p}, and that file stands elsewhere. Write /{DataPlaces.Former[p]}."),
            .. repository.Approvals().Tags.SelectMany(t => t.Paths.Where(DataPlaces.Former.ContainsKey).Select(p => $"stacks/delivery/approvals.yaml: tags.{t.Name} has {p}, and that file stands elsewhere. Write {DataPlaces.Former[p]}.")),
        ];
        if (former.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', former.Select(Printable.Text)));
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => files.Length;

    /// <summary>Those that are not what they should be, found one by one.</summary>
    /// <exception cref="InfraException">A file cannot be read.</exception>
    public IEnumerable<StaleFile> Stale()
    {
        foreach ((string file, string text) in files)
        {
            bool isThere = host.Folders.HasFile(Full(file));
            if (!isThere || !repository.Bytes(file).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text)))
            {
                yield return new StaleFile(isThere ? "changed" : "added", file, text);
            }
        }

        // One that stacks/ ask for no more would go on running.
        foreach (string file in host.Files.List(Full(Folder)).Select(name => $"{Folder}/{name}").Except(files.Select(f => f.Path), StringComparer.Ordinal))
        {
            if (WorkflowYaml.Wrote(Encoding.UTF8.GetString(host.Files.Read(Full(file)) ?? [])))
            {
                yield return new StaleFile("removed", file, Text: null);
            }
        }
    }

    /// <summary>Makes one what it should be.</summary>
    public void Write(StaleFile stale)
    {
        ArgumentNullException.ThrowIfNull(stale);
        if (stale.Text is { } text)
        {
            host.Files.Replace(Full(stale.Path), Encoding.UTF8.GetBytes(text));
        }
        else
        {
            host.Files.Delete(Full(stale.Path));
        }
    }

    /// <summary>The environments whose gates ask for evidence that nothing brings to deploy.yml, with the gates.</summary>
    /// <remarks>Checks of the commit and the rehearsal in deploy.yml are evidence already; these two only a system outside of it knows.</remarks>
    /// <exception cref="InfraException">stacks/delivery/gates.yaml has problems.</exception>
    public IEnumerable<(StackName Environment, ImmutableArray<GateName> Gates)> MissingEvidence()
    {
        GatesSettings gates = repository.Gates();
        return delivery.Environments.Where(e => e.Evidence is null)
            .Select(e => (e.Name, Gates: Asked(gates.Environments.GetValueOrDefault(e.Name.Value))))
            .Where(e => !e.Gates.IsEmpty);
    }

    private static ImmutableArray<GateName> Asked(GateSettings? settings) =>
        [.. (settings?.Gates ?? []).Where(g => g.Required).Select(g => g.Gate.Name).Where(g => g is GateName.HealthGood or GateName.BudgetWithin)];

    private string Full(string file) => Path.Combine(repository.Root, file);
}
