using System.Collections.Immutable;
using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Delivery.Gates;
using Infra.GitHub.Repositories;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Plans;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Settings.Companies;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Checking;

/// <summary>Everything that a company's data must be, in one go: settings, policy, rendered files, workflows, calendar. A problem of one thing hides none of another.</summary>
public sealed class CompanyCheck
{
    private readonly Host host;
    private readonly Repository repository;

    /// <summary>The check of a repository.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    public CompanyCheck(Host host, Repository repository)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(repository);
        (this.host, this.repository) = (host, repository);
    }

    /// <summary>Looks at everything, in a fixed order.</summary>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ImmutableArray<CompanyFinding>> RunAsync(CancellationToken cancellation)
    {
        ImmutableArray<CompanyFinding>.Builder findings = ImmutableArray.CreateBuilder<CompanyFinding>();
        foreach (string stack in repository.Stacks())
        {
            CompanyFinding settings = await LookAsync($"settings of {stack}", () => Task.FromResult(Good(Settings(stack))));
            findings.Add(settings);
            if (settings.Verdict == CompanyVerdict.Good)
            {
                findings.Add(await LookAsync($"policy of {stack}", () => PolicyAsync(stack, cancellation)));
            }
        }

        (string Subject, Func<(CompanyVerdict, string)> Look)[] all =
        [
            ("company", () => Good(repository.Company() is { } company ? $"{company.Country}, {company.Industry}" : $"{CompanyFile.Path} does not exist")),
            ("calendar", () => Good(Calendar())),
            ("approvals", () => Good(Approvals())),
            ("gates", () => Good($"{repository.Gates().Environments.Count} environments")),
            ("repository on GitHub", () => Good($"{GitHubOptions.Settings(repository).Repository}")),
            .. repository.Environments().Select(e => ($"gitops/{e}", (Func<(CompanyVerdict, string)>)(() => Rendered(e)))),
            (SchemaFiles.Folder, () => Fresh(SchemaFiles.Stale(host.Folders, repository.Root), SchemaFiles.All.Count, "infra render")),
            ("workflows", Workflows),
            ("rules of .github and github.yaml", Rules),
        ];
        foreach ((string subject, Func<(CompanyVerdict, string)> look) in all)
        {
            findings.Add(await LookAsync(subject, () => Task.FromResult(look())));
        }

        return findings.ToImmutable();
    }

    private static async Task<CompanyFinding> LookAsync(string subject, Func<Task<(CompanyVerdict Verdict, string Message)>> look)
    {
        try
        {
            (CompanyVerdict verdict, string message) = await look();
            return new CompanyFinding(subject, verdict, message);
        }
        catch (InfraException problem)
        {
            return new CompanyFinding(subject, CompanyVerdict.Invalid, problem.Message);
        }
    }

    private static (CompanyVerdict, string) Good(string seen) => (CompanyVerdict.Good, seen);

    private string Settings(string stack)
    {
        if (stack == BootstrapSettings.Stack.Value)
        {
            return $"{repository.Bootstrap().Environments.Length} environments";
        }

        StackSettings settings = repository.Settings(stack);
        if (repository.Foundation(settings) is { IsDryRun: false } made)
        {
            CommittedSecrets.Require(repository, made);
        }

        if (!repository.Environments().Contains(stack, StringComparer.Ordinal))
        {
            return "no release, so it runs no applications";
        }

        _ = repository.Source(repository.RenderOptions(stack).Settings);
        return string.Join(", ", settings.Clusters.Select(c => c.Region));
    }

    private string Approvals()
    {
        RequireApprovers(repository);
        return $"{repository.Approvals().People.Length} people";
    }

    /// <summary>Makes sure that people can fill every place that a change, an emergency or an override of an environment needs.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="InfraException">They cannot; all that nobody could approve is named.</exception>
    public static void RequireApprovers(Repository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        CalendarSettings calendar = repository.ReadCalendar().Settings;
        string[] scopes = [.. calendar.Windows.Select(w => w.Scope).Concat(calendar.Freezes.Select(f => f.Scope)).SelectMany(s => s.Environments).Select(e => e.Value)];
        (string Name, GateSettings Gates)[] gated = [.. repository.Gates().Environments.Select(e => (e.Key, e.Value))];
        string[] held = [.. gated.Where(g => g.Gates is { WindowOpen: not null } or { FreezeClear: not null } && scopes.Contains(g.Name, StringComparer.Ordinal)).Select(g => g.Name)];
        ImmutableArray<string> never = UnfillablePlaces.Of(repository.Approvals(), [.. gated.Where(g => g.Gates.ApprovalsMet is not null).Select(g => g.Name)], held);
        if (!never.IsEmpty)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', never.Select(n => $"stacks/delivery/approvals.yaml: {n}. Put somebody else into that role, or ask for fewer.")));
        }
    }

    // A year that is not written answers every question of an apply with an error.
    private string Calendar()
    {
        ReleaseCalendar calendar = repository.ReadCalendar();
        int year = host.Clock.GetUtcNow().Year;
        return calendar.Settings.Years.Contains(year)
            ? string.Create(CultureInfo.InvariantCulture, $"{calendar.Settings.Freezes.Length} freezes, {calendar.Settings.Years[0]} to {calendar.Settings.Years[^1]}")
            : throw new InfraException(ErrorKind.Configuration, string.Create(CultureInfo.InvariantCulture, $"stacks/delivery/calendar.yaml has no year {year}, so nothing can be applied. Add the year and its freezes."));
    }

    private async Task<(CompanyVerdict Verdict, string Message)> PolicyAsync(string stack, CancellationToken cancellation)
    {
        // By what is written and not by what the emulator has: the same everywhere.
        string state = host.Folders.CreateTemporary("infra-check-");
        try
        {
            Plan plan = await new StackBackends(host, repository.WithLocal(state)).Local(stack).PreviewAsync(cancellation);
            return Policy(stack, new PolicyCheck(host, repository).OfStack(stack, plan));
        }
        finally
        {
            host.Folders.Delete(state);
        }
    }

    private static (CompanyVerdict Verdict, string Message) Policy(string stack, PolicyReport report) =>
        report.IsClean
            ? Good(string.Create(CultureInfo.InvariantCulture, $"{report.Count(Outcome.Passed)} checks passed"))
            : (CompanyVerdict.Violated, string.Join('\n', report.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored).Select(f => $"{f.Rule.Id} {f.Subject}: {f.Message}")
                .Append($"`infra policy check {stack}` shows all of it.")));

    private (CompanyVerdict Verdict, string Message) Rendered(string environment)
    {
        ImmutableArray<RenderedFile> files = EnvironmentFiles.Of(repository.RenderOptions(environment));
        return Fresh([.. new GitOpsFolder(host.Folders, repository.Root, environment).Differences(files).Select(d => new StaleFile(d.Change, d.Path, Text: null))], files.Length, $"infra render {environment}");
    }

    // By the strictest environment: what anybody wrote there runs beside what was generated.
    private (CompanyVerdict Verdict, string Message) Rules()
    {
        string[] environments = [.. repository.Environments().OrderByDescending(repository.TierOf)];
        string[] files =
        [
            .. host.Folders.Files(Path.Combine(repository.Root, ".github", "workflows")),
            .. new[] { Path.Combine(".github", "dependabot.yml"), RepositoryFile.Path }.Select(f => Path.Combine(repository.Root, f)).Where(host.Folders.HasFile),
        ];
        PolicyReport report = new PolicyCheck(host, repository).OfFiles(files, environments.FirstOrDefault() ?? throw new InfraException(ErrorKind.Configuration, "No environment has a release, so nobody knows by what these files are evaluated."));
        return report.IsClean ? Good(string.Create(CultureInfo.InvariantCulture, $"{files.Length} files"))
            : (CompanyVerdict.Violated, string.Join('\n', report.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored).Select(f => $"{f.Rule.Id} {f.Subject}: {f.Message}")));
    }

    private (CompanyVerdict Verdict, string Message) Workflows()
    {
        WorkflowFiles files = new(host, repository);
        return Fresh([.. files.Stale()], files.Count, "infra workflows");
    }

    private static (CompanyVerdict Verdict, string Message) Fresh(ImmutableArray<StaleFile> stale, int count, string command) => stale.IsEmpty
        ? Good(string.Create(CultureInfo.InvariantCulture, $"{count} files"))
        : (CompanyVerdict.Stale, string.Join('\n', stale.Select(s => $"{s.Change} {s.Path}").Append($"Run `{command}` and commit the result.")));
}
