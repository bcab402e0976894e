using System.Text.RegularExpressions;
using Infra.Model.Values;

namespace Infra.Model.Tests.Values;

public sealed class TextValueTests
{
    public static TheoryData<string, string> Good => new()
    {
        { "ProjectId", "setu-dev-471203" }, { "ProjectId", "abcdef" }, { "ProjectId", $"a{new string('b', 29)}" },
        { "ProjectNumber", "481516234201" }, { "Region", "asia-south1" }, { "Region", "northamerica-northeast2" }, { "Region", "europe-west12" },
        { "StackName", "dev" }, { "StackName", "prod-eu2" }, { "NamePrefix", "setu" }, { "KubernetesName", "0-day" }, { "GceName", "a" },
        { "GkeName", $"a{new string('b', 39)}" }, { "BucketName", "setu-dev_1" }, { "SecretId", "Payments_Key-1" }, { "AccountId", "setu-dev-nodes" },
        { "MachineType", "n2-standard-4" }, { "MachineType", "e2-custom-2-4096" }, { "LabelKey", "cost-centre" }, { "LabelValue", "0" },
        { "SecurityGroup", "gke-security-groups@setu-retail.example" }, { "UtcTime", "2027-02-28T23:59:59Z" }, { "Sentence", "It must be so" },
        { "RepositoryPath", "apps/payments-api" }, { "RepositoryUrl", "https://github.com/setu-retail/deploy" }, { "GroupAddress", "payments@setu-retail.example" },
        { "GitRevision", "main" }, { "GitRevision", "3f1c2b7a9d4e5f60718293a4b5c6d7e8f9012345" },
        { "BillingAccountId", "000000-FFFFFF-0A1B2C" }, { "CountryCode", "DE" }, { "CurrencyCode", "EUR" }, { "CompanyName", "Müller & Söhne GmbH" }, { "CompanyName", "X" }, { "FolderName", "Setu_platform 2" }, { "GitBranch", "release/2.1" }, { "GitHubId", "1" }, { "GitHubRepository", "setu-retail/infra" }, { "ResourcePath", "projects/284517360918/locations/global/workloadIdentityPools/github" }, { "AccountEmail", "setu-prod-apply@setu-seed-284517.iam.gserviceaccount.com" }, { "OrganisationId", "518203947716" },
        { "CalendarDay", "2028-02-29" }, { "TimeOfDay", "24:00" }, { "TimeOfDay", "00:00" }, { "ZoneName", "Asia/Kolkata" }, { "ZoneName", "America/Argentina/Buenos_Aires" }, { "ZoneName", "UTC" }, { "PageUrl", "https://www.india.gov.in/calendar" },
        { "ChartRepository", "https://stakater.github.io/stakater-charts" }, { "ChartVersion", "2.2.11" }, { "ChartVersion", "v1.21.2-alpha.1" }, { "ChartValue", "image" }, { "PublicImage", "quay.io" }, { "PublicImage", "ghcr.io/stakater/reloader" },
        { "HostName", "argocd.setu-retail.example" }, { "HttpsUrl", "https://sso.setu-retail.example" }, { "HttpsUrl", "https://login.setu.example/realms/Setu_1" }, { "ClientId", "argocd-prod" }, { "ClientId", "0oa1B2.c" }, { "SecretVersion", "latest" }, { "SecretVersion", "12" },
    };

    public static TheoryData<string, string?> Bad => new()
    {
        { "ProjectId", null }, { "ProjectId", "" }, { "ProjectId", "abcde" }, { "ProjectId", $"a{new string('b', 30)}" }, { "ProjectId", "Setu-dev" }, { "ProjectId", "setu-dev-" },
        { "ProjectId", "setu-dev\n" }, { "ProjectId", "1setu-dev" }, { "ProjectNumber", "0123456" }, { "ProjectNumber", "12345a" }, { "Region", "asia-south1-a" }, { "Region", "asia" },
        { "Region", "ASIA-SOUTH1" }, { "StackName", "Dev" }, { "StackName", "dev--1" }, { "StackName", "-dev" }, { "StackName", "d" }, { "StackName", "../dev" }, { "NamePrefix", "se-tu" },
        { "KubernetesName", "a_b" }, { "KubernetesName", new string('a', 64) }, { "GceName", "0a" }, { "GkeName", new string('a', 41) }, { "BucketName", "a.b.c" }, { "BucketName", "ab" },
        { "SecretId", "a/b" }, { "AccountId", "abc" }, { "AccountId", new string('a', 31) }, { "MachineType", "huge" }, { "LabelKey", "0a" }, { "LabelValue", "Owner" },
        { "SecurityGroup", "admins@setu-retail.example" }, { "UtcTime", "2027-02-28" }, { "UtcTime", "2027-02-28T23:59:59+05:30" }, { "UtcTime", "2027-13-28T23:59:59Z" }, { "Sentence", "short" },
        { "Sentence", " leading space" }, { "Sentence", "two\nlines of text" }, { "BillingAccountId", "01a2b3-c4d5e6-f70819" }, { "BillingAccountId", "01A2B3C4D5E6F70819" }, { "CountryCode", "in" }, { "CurrencyCode", "inr" },
        { "RepositoryPath", "../apps" }, { "RepositoryPath", "/apps" }, { "RepositoryPath", "apps/../../etc" }, { "RepositoryPath", "apps/./a" }, { "RepositoryUrl", "git@github.com:a/b" },
        { "RepositoryUrl", "https://token@github.com/a/b" }, { "GroupAddress", "Payments@x.example" }, { "GroupAddress", "payments" }, { "GitRevision", "" }, { "GitRevision", "-f" },
        { "CompanyName", "" }, { "CompanyName", " Setu" }, { "CompanyName", "Setu " }, { "CompanyName", "Setu\nRetail" }, { "CompanyName", "Setu\u202eRetail" }, { "CompanyName", "Setu\u0007" }, { "CompanyName", new string('a', 81) },
        { "FolderName", "-platform" }, { "FolderName", "ab" }, { "GitHubId", "setu-retail" }, { "GitHubRepository", "setu-retail" }, { "GitHubRepository", "../infra" }, { "GitHubId", "0" }, { "GitBranch", "/main" }, { "AccountEmail", "somebody@setu-retail.example" }, { "ResourcePath", "projects/p/../q/locations/x" }, { "GitBranch", "*" }, { "OrganisationId", "organizations/1" },
        { "CalendarDay", "2026-02-29" }, { "CalendarDay", "2026-13-01" }, { "CalendarDay", "26-1-1" }, { "TimeOfDay", "24:01" }, { "TimeOfDay", "7:00" }, { "ZoneName", "+05:30" }, { "ZoneName", "../etc/passwd" },
        { "PageUrl", "http://www.india.gov.in/" }, { "PageUrl", "https://user@host.example/" }, { "PageUrl", "https://host/ a" },
        { "ChartRepository", "http://charts.jetstack.io" }, { "ChartRepository", "https://user:pw@charts.jetstack.io" }, { "ChartRepository", "https://charts.jetstack.io/" }, { "ChartVersion", "1.21" }, { "ChartVersion", ">=1.2.3" }, { "ChartVersion", "latest" },
        { "ChartValue", "a[0]" }, { "ChartValue", "a..b" }, { "PublicImage", "registry.k8s.io/x" }, { "PublicImage", "quay.io/x:v1" }, { "PublicImage", "quay.iox/y" },
        { "HostName", "argocd" }, { "HostName", "argocd.Setu.example" }, { "HostName", "a..b" }, { "HttpsUrl", "http://sso.setu-retail.example" }, { "HttpsUrl", "https://me@sso.setu-retail.example" }, { "HttpsUrl", "https://sso.setu-retail.example/?a=b" }, { "HttpsUrl", "https://sso.setu-retail.example/" },
        { "PublicKey", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" }, { "PublicKey", "-----BEGIN PUBLIC KEY-----" }, { "ClientId", "a b" }, { "ClientId", "\"a\"" }, { "SecretVersion", "0" }, { "SecretVersion", "v1" }, { "SecretVersion", "" },
    };

    private static Dictionary<string, (TextRule Rule, Func<string?, Misfit?> Read)> Types { get; } = new(StringComparer.Ordinal)
    {
        ["ProjectId"] = Of<ProjectId>(), ["ProjectNumber"] = Of<ProjectNumber>(), ["Region"] = Of<Region>(), ["StackName"] = Of<StackName>(), ["NamePrefix"] = Of<NamePrefix>(),
        ["KubernetesName"] = Of<KubernetesName>(), ["GceName"] = Of<GceName>(), ["GkeName"] = Of<GkeName>(), ["BucketName"] = Of<BucketName>(), ["SecretId"] = Of<SecretId>(),
        ["AccountId"] = Of<AccountId>(), ["MachineType"] = Of<MachineType>(), ["LabelKey"] = Of<LabelKey>(), ["LabelValue"] = Of<LabelValue>(), ["SecurityGroup"] = Of<SecurityGroup>(),
        ["AccountEmail"] = Of<AccountEmail>(), ["ResourcePath"] = Of<ResourcePath>(), ["BillingAccountId"] = Of<BillingAccountId>(), ["CountryCode"] = Of<CountryCode>(), ["CurrencyCode"] = Of<CurrencyCode>(), ["CompanyName"] = Of<CompanyName>(), ["FolderName"] = Of<FolderName>(), ["GitBranch"] = Of<GitBranch>(), ["GitHubId"] = Of<GitHubId>(), ["GitHubRepository"] = Of<GitHubRepository>(), ["OrganisationId"] = Of<OrganisationId>(),
        ["RepositoryPath"] = Of<RepositoryPath>(), ["RepositoryUrl"] = Of<RepositoryUrl>(), ["GroupAddress"] = Of<GroupAddress>(), ["GitRevision"] = Of<GitRevision>(),
        ["ChartRepository"] = Of<ChartRepository>(), ["ChartVersion"] = Of<ChartVersion>(), ["ChartValue"] = Of<ChartValue>(), ["PublicKey"] = Of<PublicKey>(), ["PublicImage"] = Of<PublicImage>(),
        ["HostName"] = Of<HostName>(), ["HttpsUrl"] = Of<HttpsUrl>(), ["ClientId"] = Of<ClientId>(), ["SecretVersion"] = Of<SecretVersion>(),
        ["CalendarDay"] = Of<CalendarDay>(), ["TimeOfDay"] = Of<TimeOfDay>(), ["ZoneName"] = Of<ZoneName>(), ["PageUrl"] = Of<PageUrl>(),
        ["UtcTime"] = Of<UtcTime>(), ["Sentence"] = Of<Sentence>(),
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_text_is_read_under_any_culture(string type, string text)
    {
        Assert.Null(Types[type].Read(text));
        Assert.Null(Repository.InTurkish(() => Types[type].Read(text)));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_text_is_refused_with_the_rule_and_an_example(string type, string? text)
    {
        var rule = Types[type].Rule;
        Assert.Equal(new($"{rule.Noun} {rule.Says}", $"Write {rule.Noun} such as {rule.Example}."), Types[type].Read(text));
    }

    [Fact]
    public void Every_type_of_text_is_tested_and_its_example_is_good()
    {
        var declared = typeof(ProjectId).Assembly.GetExportedTypes().Where(t => !t.IsInterface && t.GetInterfaces().Any(i => i.Name.StartsWith("ITextValue", StringComparison.Ordinal)));
        Assert.Equal(Types.Keys.Order(StringComparer.Ordinal), declared.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.All(Types.Values, t => Assert.Null(t.Read(t.Rule.Example.Trim('"'))));
    }

    [Fact]
    public void The_pattern_of_each_rule_means_the_same_in_ECMAScript() =>
        Assert.All(Types.Values, t => Assert.Matches(new Regex(t.Rule.Pattern, RegexOptions.ECMAScript), t.Rule.Example.Trim('"')));

    [Fact]
    public void A_bad_constant_in_code_throws_with_the_rule()
    {
        var thrown = Assert.Throws<ArgumentException>(() => Region.Of("Mumbai"));
        Assert.Equal("\"Mumbai\": a Google Cloud region is a continent, a hyphen, a direction and a number, and not a zone. Write a Google Cloud region such as asia-south1. (Parameter 'text')", thrown.Message);
    }

    [Fact]
    public void A_set_of_regions_has_one_order_and_no_doubles()
    {
        var set = new RegionSet([Region.Of("asia-south2"), Region.Of("asia-south1"), Region.Of("asia-south2")]);
        Assert.Equal("asia-south1, asia-south2", set.ToString());
        Assert.Equal(2, set.Count);
        Assert.False(set.Contains(Region.Of("asia-southeast1")));
    }

    private static (TextRule Rule, Func<string?, Misfit?> Read) Of<T>()
        where T : class, ITextValue<T> =>
        (T.Rule, text => T.TryParse(text, out _, out var misfit) ? null : misfit);
}
