using Infra.Company.Answering;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using NodaTime;

namespace Infra.Company.Files;

/// <summary>The settings of an environment.</summary>
internal static class StackText
{
    /// <summary>Stands for a number that GitHub gives an App that is not made yet; no App has it.</summary>
    public const string NotMade = "1";

    // RFC 5737 keeps it for documents, so nobody's traffic goes there while the company's own addresses are not known.
    private const string ForDocuments = "198.51.100.0/27";

    private const int DaysToFirstRotation = 60;

    private static readonly string[] Credentials = ["argocd-github-app", "argocd-notifications", "argocd-redis", "argocd-sso"];

    public static GeneratedFile Of(CompanyAnswers answers, EnvironmentAnswers environment, IReadOnlyList<CidrBlock> blocks, string projectNumber, DateTimeOffset now)
    {
        string path = $"stacks/Pulumi.{environment.Stack}.yaml";
        return new(path, $"""
            {Lines.Schema(path, "stack")}# {answers.Company}, {environment.Tier.ToString().ToLowerInvariant()}.
            config:
              gcp:project: {environment.Project}
              # Google chooses it; `infra bootstrap --backend pulumi` writes it here.
              infra:projectNumber: "{projectNumber}"
              infra:prefix: {answers.Prefix}
              infra:tier: {environment.Tier.ToString().ToLowerInvariant()}
              # With true, clusters, buckets, keys and secrets cannot be deleted. To delete one on purpose, set it to false in a change of its own.
              infra:protect: {(environment.Tier == Tier.Development ? "false" : "true")}
              infra:residency:
            {Lines.List(4, answers.Residency.Select(r => r.Value))}  # Fixed when a secret is made: another region later changes none that exists.
              infra:replicaRegions:
            {Lines.List(4, new RegionSet(environment.Regions).Select(r => r.Value))}  # Fixed when the stack is made: docs/regions.md.
              infra:regionNames: code
              infra:labels:
                owner: platform-team
                costCentre: platform
                dataClass: {environment.Tier switch { Tier.Development => "internal", Tier.Staging => "confidential", _ => "restricted" }}
              infra:securityGroup: gke-security-groups@{answers.Domain}

              infra:network:
                flowLogPercent: {(environment.Tier == Tier.Production ? 100 : 50)}
                regions:
            {Lines.All(environment.Regions.Zip(blocks), r => RegionText.Network(r.First, r.Second))}    egress:
            {Egress(answers)}
              infra:clusters:
            {Lines.All(environment.Regions.Select((r, i) => (Region: r, Place: i)), c => RegionText.Cluster(c.Region, c.Place, environment.Tier, RegionText.ZoneOf(c.Region, answers.Zone), answers.BackupOf(environment, c.Region)))}
              infra:buckets:
                # Charts, bundles and test reports of pipelines.
                artifacts:
                  location: {environment.Regions[0]}
                # Exports of state and plans for people; the state that Pulumi itself uses is made by bootstrap.
                state-exports:
                  location: {environment.Regions[0]}

              # What Argo CD itself signs in with. People write the values to Secret Manager; Argo CD reads them through External Secrets.
              infra:secrets:
            {Lines.All(Credentials.Select((name, i) => (Name: name, Place: i)), c => Secret(c.Name, Rotation(answers, now, c.Place)))}
            {ArgoCd(answers, environment)}
            """);
    }

    private static string Rotation(CompanyAnswers answers, DateTimeOffset now, int place)
    {
        LocalDate day = LocalDate.FromDateTime(now.UtcDateTime.Date).PlusDays(DaysToFirstRotation + place);
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
        {
            day = day.PlusDays(1);
        }

        return RegionText.UtcNight(day, answers.Zone);
    }

    private static string Secret(string name, string first) => $"""
            {name}:
              consumers:
                - argo-secrets
              firstRotation: "{first}"

        """;

    private static string Egress(CompanyAnswers answers)
    {
        string[] ranges = answers.Services.IsEmpty ? [ForDocuments] : [.. answers.Services.Select(s => s.ToString())];
        string[] hosts = [.. new[] { Host(answers.Notifications), Host(answers.SignIn) }.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return $"""
                  # Published by GitHub at https://api.github.com/meta (git and web).
                  github:
                    ranges:
                      - 140.82.112.0/20
                      - 143.55.64.0/20
                      - 185.199.108.0/22
                      - 192.30.252.0/22
                    ports:
                      - 443
                    reason: Argo CD pulls the state it keeps from GitHub
                    # GitHub Pages are at 185.199.108.0/22: https://docs.github.com/en/pages/configuring-a-custom-domain-for-your-github-pages-site
                    hosts:
                      - github.com
                      - kyverno.github.io
                      - prometheus-community.github.io
                      - stakater.github.io
            {(answers.Services.IsEmpty ? "      # A range for documents (RFC 5737) until your own is known: sign-in and notifications do not work before.\n" : "")}      company-services:
                    ranges:
            {Lines.List(10, ranges)}        ports:
                      - 443
                    reason: People sign in to Argo CD there, and it posts failures there
                    hosts:
            {Lines.List(10, hosts)}
            """;
    }

    private static string Host(HttpsUrl url) => new Uri(url.Value).Host;

    private static string ArgoCd(CompanyAnswers answers, EnvironmentAnswers environment)
    {
        string version = environment.Tier == Tier.Production ? "      version: \"1\"\n" : "";
        string unmade = answers.GitHub.ReaderApp is null ? $"      # No App has the number {NotMade}: write those of the GitHub App that may read contents and nothing else.\n" : "";
        return $"""
              infra:argocd:
                domain: argocd.{environment.Stack}.{answers.Domain}
                sso:
                  issuer: {answers.SignIn}
                  clientId: argocd-{environment.Stack}
                  egress: company-services
                  entry: argocd-sso
            {version}    groups:
                  developers: developers@{answers.Domain}
                  seniorDevelopers: senior-developers@{answers.Domain}
                  platform: platform-team@{answers.Domain}
                  security: security@{answers.Domain}
                git:
                  owner: https://github.com/{answers.GitHub.Owner}
            {unmade}      appId: "{answers.GitHub.ReaderApp?.Value ?? NotMade}"
                  installationId: "{answers.GitHub.ReaderInstallation?.Value ?? NotMade}"
                  egress: github
                  entry: argocd-github-app
            {version}    notifications:
                  url: {answers.Notifications}
                  egress: company-services
                  entry: argocd-notifications
            {version}    redis:
                  entry: argocd-redis
            {version}
            """.TrimEnd('\n', ' ') + "\n";
    }
}
