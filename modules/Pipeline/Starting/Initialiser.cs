using System.Collections.Immutable;
using System.Globalization;
using Infra.Company.Answering;
using Infra.Company.Files;
using Infra.Git;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Bootstrapping;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;

namespace Infra.Pipeline.Starting;

/// <summary>
/// Makes a company's repository of answers: <c>stacks/</c>, <c>gitops/</c>, workflows and CODEOWNERS. All of it is made and checked in a folder for a while,
/// so that nothing is written that <c>infra check</c> would not pass.
/// </summary>
public sealed class Initialiser
{
    // What belongs to the company; the rest of the repository is the product.
    private static readonly string[] Folders = ["stacks", "gitops"];

    private const int MostNamed = 10;

    private readonly Host host;

    /// <summary>An init on a machine.</summary>
    /// <param name="host">The machine; its folder is in the repository.</param>
    public Initialiser(Host host)
    {
        ArgumentNullException.ThrowIfNull(host);
        this.host = host;
    }

    /// <summary>Makes it.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Stops it; until the last moment nothing is written.</param>
    /// <returns>How many files were written.</returns>
    /// <exception cref="InfraException">There is no repository, or a company is there already.</exception>
    public async Task<InitResult> RunAsync(InitRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        string root = Repository.ProductRoot(host) ?? throw new InfraException(
            ErrorKind.Configuration, $"'{host.Folder}' is not inside a repository of infra: neither it nor a folder above it has Pulumi.yaml. Clone the repository, and run this there.");
        await RefuseLossAsync(root, request.Replace, cancellation);
        string made = host.Folders.CreateTemporary("infra-init-");
        try
        {
            await MakeAsync(root, made, request.Answers, cancellation);
            return Take(root, made);
        }
        finally
        {
            host.Folders.Delete(made);
        }
    }

    // What git does not have would be lost.
    private async Task RefuseLossAsync(string root, bool replace, CancellationToken cancellation)
    {
        string[] links = [.. Folders.Append(".github").SelectMany(f => Links(Path.Combine(root, f))).Concat(new[] { Path.Combine(root, ".infra") }.Where(host.Folders.IsLink)).Select(l => Printable.Text(Path.GetRelativePath(root, l)))];
        if (links.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', links.Select(l => $"{l} is a symbolic link, and what it leads to is not the repository's. Remove the link.")));
        }

        string[] there = [.. Folders.Where(f => host.Folders.Files(Path.Combine(root, f)).Count > 0)];
        WrittenFiles written = new(host.Folders, root);
        string[] others = [.. Folders.SelectMany(f => host.Folders.Files(Path.Combine(root, f))).Select(f => FromRoot(root, f)).Union(written.Names.Where(n => host.Folders.HasFile(Path.Combine(root, n))), StringComparer.Ordinal)
            .Where(f => !written.IsUnchanged(f)).Order(StringComparer.Ordinal)];
        if (there.Length == 0 || others.Length == 0)
        {
            return;
        }

        if (!replace)
        {
            throw new InfraException(ErrorKind.Configuration, written.Names.Any()
                ? Folded(others, "{0} was changed since init wrote it, or is not of init.", "Commit what is there and pass --replace, or delete it; what nobody changed since is written anew without.")
                : $"{string.Join(" and ", there.Select(f => $"{f}/"))} {(there.Length == 1 ? "is" : "are")} there already, of the example or of a company. Pass --replace to put yours in its place; git keeps what was committed.");
        }

        string[] lost;
        try
        {
            lost = [.. (await host.Git(root).UncommittedAsync([.. Folders, ".github"], cancellation)).Where(f => host.Folders.HasFile(Path.Combine(root, f.Split(WorkingTree.LineEnds)[0])) && !written.IsUnchanged(f))];
        }
        catch (InfraException) when (!host.Folders.HasFolder(Path.Combine(root, ".git")) && !host.Folders.HasFile(Path.Combine(root, ".git")))
        {
            throw new InfraException(ErrorKind.Configuration, $"{root} is no git repository, so what --replace puts another company in the place of would be lost. Clone it with git, or move {string.Join(" and ", there)} away.");
        }

        if (lost.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, Folded(lost, "{0} is not committed, and --replace would lose it.", "Commit or delete them, and run the same again."));
        }
    }

    private static string Folded(string[] files, string said, string fix)
    {
        string[] more = files.Length > MostNamed ? [string.Create(CultureInfo.InvariantCulture, $"And {files.Length - MostNamed} more, {files.Length} in all.")] : [];
        return string.Join('\n', files.Take(MostNamed).Select(f => said.Replace("{0}", Printable.Text(f), StringComparison.Ordinal)).Concat(more).Append(fix));
    }

    // Not followed: what is behind one is named by it alone.
    private IEnumerable<string> Links(string folder) => host.Folders.IsLink(folder) ? [folder]
        : [.. host.Folders.Files(folder, below: false).Where(host.Folders.IsLink), .. host.Folders.Folders(folder).SelectMany(Links)];

    private async Task MakeAsync(string root, string made, CompanyAnswers answers, CancellationToken cancellation)
    {
        Host there = host with { Folder = made, Out = TextWriter.Null, Error = TextWriter.Null, CanAsk = false };
        host.Folders.Write(Path.Combine(made, "Pulumi.yaml"), ReadText(Path.Combine(root, "Pulumi.yaml")));
        Write(made, CompanyFiles.Bootstrap(answers));

        // The emulator makes up what Google will answer, so that the company can be seen before anything exists.
        await new Bootstrapper(there, new BootstrapRequest { Backend = BackendNames.Local, Write = true }).RunAsync(cancellation);
        ImmutableDictionary<string, string> numbers = answers.Environments.ToImmutableDictionary(
            e => e.Stack.Value, e => FoundationFile.ProjectNumberOf(ReadText(Path.Combine(made, Foundation.PathOf(e.Stack))))!, StringComparer.Ordinal);
        Write(made, CompanyFiles.Environments(answers, numbers, host.Clock.GetUtcNow()));
        SchemaFiles.Write(host.Folders, made);
        Repository company = Repository.Find(there);
        RequireApprovers(company);
        foreach (string environment in company.Environments())
        {
            new GitOpsFolder(host.Folders, made, environment).Write(EnvironmentFiles.Of(company.RenderOptions(environment)));
        }

        WorkflowFiles workflows = new(there, company);
        foreach (StaleFile stale in workflows.Stale().ToArray())
        {
            workflows.Write(stale);
        }

        CompanyFinding[] wrong = [.. (await new CompanyCheck(there, company).RunAsync(cancellation)).Where(f => f.Verdict != CompanyVerdict.Good)];
        if (wrong.Length > 0)
        {
            throw new InfraException(ErrorKind.Bug, string.Join('\n', wrong.Select(w => $"{w.Subject}: {w.Message}").Prepend("These answers make a company that does not pass its own check, which is a bug in infra. Nothing was written. Please report it with the answers and these lines:")));
        }
    }

    // Before anything is written: what nobody could approve would show when there is an incident.
    private static void RequireApprovers(Repository company)
    {
        try
        {
            CompanyCheck.RequireApprovers(company);
        }
        catch (InfraException problem)
        {
            throw new InfraException(problem.Kind, $"{problem.Message}\nThese roles follow from those of the people of the answers: platform, security, business, compliance, cto and incident. Give what is missing to more people. Nothing was written.", problem);
        }
    }

    private InitResult Take(string root, string made)
    {
        string[] files = [.. Made(made).Select(f => FromRoot(made, f)).Order(StringComparer.Ordinal)];
        WrittenFiles written = new(host.Folders, root);
        written.Add(files.Select(f => (f, ReadText(Path.Combine(made, f)))));
        foreach (string stale in Folders.SelectMany(f => host.Folders.Files(Path.Combine(root, f))).Where(f => !files.Contains(FromRoot(root, f), StringComparer.Ordinal)))
        {
            Delete(root, stale);
        }

        foreach (string file in files)
        {
            host.Folders.Write(Path.Combine(root, file), ReadText(Path.Combine(made, file)));
        }

        // Workflows of environments that the company has not would go on running.
        Repository company = Repository.Find(host);
        WorkflowFiles workflows = new(host, company);
        foreach (StaleFile stale in workflows.Stale().ToArray())
        {
            workflows.Write(stale);
        }

        written.Tidy();
        return new InitResult([.. files]);
    }

    // With the folders that hold nothing then.
    private void Delete(string root, string file)
    {
        host.Folders.DeleteFile(file);
        for (string folder = Path.GetDirectoryName(file)!; folder != root && host.Folders.Files(folder).Count == 0; folder = Path.GetDirectoryName(folder)!)
        {
            host.Folders.Delete(folder);
        }
    }

    private static string FromRoot(string root, string file) => Path.GetRelativePath(root, file).Replace('\\', '/');

    private IEnumerable<string> Made(string made) => Folders.Append(".github").SelectMany(f => host.Folders.Files(Path.Combine(made, f)));

    private void Write(string folder, IEnumerable<GeneratedFile> files)
    {
        foreach (GeneratedFile file in files)
        {
            host.Folders.Write(Path.Combine(folder, file.Path), file.Text);
        }
    }

    private static string ReadText(string path) => System.Text.Encoding.UTF8.GetString(Infra.Machine.Files.InputFile.Read(path));
}
