using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.GitHub.Repositories;

/// <summary>The one declaration behind the reader, the schema and the table of github.yaml.</summary>
internal static class RepositoryDeclaration
{
    /// <summary>The words for what a plan may lack.</summary>
    public static ImmutableArray<string> Features { get; } = ["environments", "reviewers", "rulesets", "codeScanning"];

    private static readonly TextKind Environment = TextKind.Of<KubernetesName>();
    private static readonly TextKind Team = RepositoryTexts.Kind(RepositoryTexts.Team);
    private static readonly MapKind Variables = new(RepositoryTexts.Kind(RepositoryTexts.Variable), RepositoryTexts.Kind(RepositoryTexts.Value), 0, 100);

    /// <summary>What may stand in the file.</summary>
    public static ObjectKind Top { get; } = new(
        new Setting("repository", TextKind.Of<GitHubRepository>(), "The repository."),
        new Setting("api", TextKind.Of<HttpsUrl>(), "The REST API of an Enterprise server, `https://HOST/api/v3`; without it that of github.com.") { Optional = true },
        new Setting("readerApp", TextKind.Of<GitHubId>(), "The App ID of a GitHub App that only reads contents, installed in a private repository of applications: jobs that seal read that as it, because they hold no key that writes. Its key is the secret `INFRA_READER_APP_KEY` of ENV-seal.") { Optional = true },
        new Setting("environments", new MapKind(Environment, new ObjectKind(
            new Setting("teams", new ListKind(Team, 0, 6), "The teams that may approve a run; with the people at most six. Without either, the people whose approvals the rules of approvals.yaml ask for.") { Optional = true },
            new Setting("people", new ListKind(RepositoryTexts.Kind(RepositoryTexts.Person), 0, 6), "The people that may approve a run, of approvals.yaml.") { Optional = true },
            new Setting("waitMinutes", new NumberKind(0, 43_200, "minutes"), "How long a run waits before it begins.") { Default = "0" },
            new Setting("evidence", RepositoryTexts.Kind(RepositoryTexts.Script), "The executable script of this repository that gathers evidence for the gates of `deploy.yml`; of ENV alone.") { Optional = true },
            new Setting("variables", Variables, "Its variables; those that follow from foundations are not written.") { Optional = true }), 0, 100), "GitHub environments: ENV, ENV-plan, ENV-seal, bootstrap, bootstrap-seal and release.") { Optional = true },
        new Setting("reviews", new NumberKind(1, 6, "reviews"), "How many reviews a pull request to main needs.") { Default = "1" },
        new Setting("rulesTeam", Team, "The team of which one approves each change of what decides, whoever else does: the program, its build, workflows and rules (docs/github.md lists them)."),
        new Setting("checks", new ListKind(RepositoryTexts.Kind(RepositoryTexts.Check), 0, 50), "Jobs of workflows written by hand that must pass before a merge; those of generated ones must anyway.") { Optional = true },
        new Setting("suites", new MapKind(TextKind.Of<KubernetesName>(), new ObjectKind(
            new Setting("workflow", RepositoryTexts.Kind(RepositoryTexts.Workflow), "The file of the workflow below `.github/workflows/`."),
            new Setting("jobs", new ListKind(RepositoryTexts.Kind(RepositoryTexts.Check), 1, 20), "The names of its jobs as GitHub shows them, all of which must pass; one of a matrix is `job (value)`."))
        {
            InsteadOfList = "A list of checks is not taken any more, because any workflow can have a job of any name. Write workflow: with the file below .github/workflows/ that runs on pushes to main, and these names below jobs:.",
        }, 0, 50), "Which jobs of which workflow stand for the suites of tests that gates.yaml asks for, by the names of the suites.") { Optional = true },
        new Setting("codeOwners", new MapKind(RepositoryTexts.Kind(RepositoryTexts.Pattern), new ListKind(Team, 1, 10), 1, 100), "The teams that review changes, by files."),
        new Setting("labels", new MapKind(RepositoryTexts.Kind(RepositoryTexts.Label), new ObjectKind(
            new Setting("color", RepositoryTexts.Kind(RepositoryTexts.Color), "Its colour."),
            new Setting("description", RepositoryTexts.Kind(RepositoryTexts.Description), "What it says.")), 0, 100), "Labels of issues and pull requests.") { Optional = true },
        new Setting("variables", Variables, "Variables of the repository, which all workflows can read.") { Optional = true },
        new Setting("actions", new ListKind(RepositoryTexts.Kind(RepositoryTexts.Action), 0, 100), "Actions of workflows written by hand that may run; those of generated ones may anyway.") { Optional = true },
        new Setting("without", new ListKind(new ChoiceKind(Features), 0, Features.Length), "Protections that a private repository lacks on its plan of GitHub, given up by decision.") { Optional = true });

    /// <summary>The settings of a checked tree without problems.</summary>
    public static RepositorySettings Bind(CheckedNode root) => new()
    {
        Repository = root.Get<GitHubRepository>("repository"),
        Api = root.Maybe<HttpsUrl>("api"),
        ReaderApp = root.Maybe<GitHubId>("readerApp")?.Value,
        Environments = root.Each("environments", e => new RepositoryEnvironment(e.Name)
        {
            Teams = Sorted(e.List<string>("teams")),
            People = Sorted(e.List<string>("people")),
            WaitMinutes = e.Get<int>("waitMinutes"),
            Evidence = e.Maybe<string>("evidence"),
            Variables = VariablesOf(e),
        }),
        Reviews = root.Get<int>("reviews"),
        RulesTeam = root.Get<string>("rulesTeam"),
        Checks = Sorted(root.List<string>("checks")),
        Suites = root.Each("suites", s => new TestSuite(s.Name, s.Get<string>("workflow"), Sorted(s.List<string>("jobs")))),
        // A pattern that another one begins with is wider, so it stands first; `*` comes before `/`.
        CodeOwners = root.Each("codeOwners", o => new CodeOwnership(o.Name, Sorted([.. o.Children.Select(t => (string)t.Value!)]))),
        Labels = root.Each("labels", l => new RepositoryLabel(l.Name, l.Get<string>("color"), l.Get<string>("description"))),
        Variables = VariablesOf(root),
        Actions = Sorted(root.List<string>("actions")),
        Without = [.. root.List<string>("without").Select(w => (PlanFeature)Features.IndexOf(w))],
    };

    private static ImmutableArray<string> Sorted(ImmutableArray<string> texts) => [.. texts.Order(StringComparer.Ordinal)];

    private static ImmutableSortedDictionary<string, string> VariablesOf(CheckedNode node) =>
        node.Below("variables").ToImmutableSortedDictionary(v => v.Name, v => (string)v.Value!, StringComparer.Ordinal);
}
