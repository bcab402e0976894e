using System.Collections.Immutable;
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
        string[] links = [.. Folders.Append(".github").SelectMany(f => Links(Path.Combine(root, f))).Select(l => Printable.Text(Path.GetRelativePath(root, l)))];
        if (links.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', links.Select(l => $"{l} is a symbolic link, and what it leads to is not the repository's. Remove the link.")));
        }

        string[] there = [.. Folders.Where(f => host.Folders.Files(Path.Combine(root, f)).Count > 0)];
        if (there.Length == 0)
        {
            return;
        }

        if (!replace)
        {
            throw new InfraException(ErrorKind.Configuration, $"{string.Join(" and ", there.Select(f => $"{f}/"))} {(there.Length == 1 ? "is" : "are")} there already, of the example or of a company. Pass --replace to put yours in its place; git keeps what was committed.");
        }

        string[] lost;
        try
        {
            lost = [.. (await host.Git(root).UncommittedAsync([.. Folders, ".github"], cancellation)).Select(Printable.Text)];
        }
        catch (InfraException) when (!host.Folders.HasFolder(Path.Combine(root, ".git")) && !host.Folders.HasFile(Path.Combine(root, ".git")))
        {
            throw new InfraException(ErrorKind.Configuration, $"{root} is no git repository, so what --replace puts another company in the place of would be lost. Clone it with git, or move {string.Join(" and ", there)} away.");
        }

        if (lost.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', lost.Select(l => $"{l} is not committed, and --replace would lose it.").Append("Commit or delete them, and run the same again.")));
        }
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

    private InitResult Take(string root, string made)
    {
        string[] files = [.. Made(made).Select(f => Path.GetRelativePath(made, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        foreach (string stale in Folders.SelectMany(f => host.Folders.Files(Path.Combine(root, f))).Where(f => !files.Contains(Path.GetRelativePath(root, f).Replace('\\', '/'), StringComparer.Ordinal)))
        {
            host.Folders.DeleteFile(stale);
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

        return new InitResult([.. files]);
    }

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
