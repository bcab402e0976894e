using System.Net;
using Infra.GitOps.Objects;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Who may do what in a team's namespace, and what its pods may talk to.</summary>
public sealed class TeamBoundsTests
{
    private const string Space = "payments-settlement";

    [Theory]
    [InlineData("dev", true)]
    [InlineData("staging", true)]
    [InlineData("prod", false)]
    public void People_have_the_access_of_their_group_and_no_more(string environment, bool developersLook)
    {
        KeptObject[] objects = Of(environment);
        string[] bindings =
        [
            .. objects.Where(o => o.Kind == "RoleBinding" && !o.Name.EndsWith("-token", StringComparison.Ordinal))
                .Select(o => $"{((IReadOnlyDictionary<string, object?>)o.ListAt("subjects").Single()!)["name"]}: {o.TextAt("roleRef", "kind")} {o.TextAt("roleRef", "name")}").Order(StringComparer.Ordinal),
        ];
        string[] expected =
        [
            .. developersLook ? ["payments@setu-retail.example: ClusterRole view"] : (string[])[],
            "platform-team@setu-retail.example: ClusterRole view",
            "platform-team@setu-retail.example: Role restart",
            "security@setu-retail.example: ClusterRole view",
            "security@setu-retail.example: Role audit",
            "senior-developers@setu-retail.example: ClusterRole view",
        ];

        Assert.Equal(expected, bindings);
    }

    [Fact]
    public void No_role_of_a_person_reads_secrets_or_has_a_wildcard() =>
        Assert.All(Of("prod").Where(o => o.Kind == "Role"), r => Assert.DoesNotContain(Tree.Texts(r.At("rules")), t => t.Contains('*', StringComparison.Ordinal) || t == "secrets"));

    [Theory]
    [InlineData("dev", "developers get, platform get sync, security get get, senior-developers get")]
    [InlineData("staging", "developers get, platform get sync, security get get, senior-developers get")]
    [InlineData("prod", "platform get sync, security get get, senior-developers get")]
    public void The_roles_of_a_tenants_project_are_those_of_the_company(string environment, string roles)
    {
        KeptObject project = Committed.Objects(Committed.Options(environment)).Single(o => o is { Kind: "AppProject", Name: "payments" });
        IEnumerable<string> found = project.ListAt("spec", "roles").Cast<IReadOnlyDictionary<string, object?>>()
            .Select(r => $"{r["name"]} {string.Join(' ', ((List<object?>)r["policies"]!).Select(p => ((string)p!).Split(", ")[3]))}").Order(StringComparer.Ordinal);

        Assert.Equal(roles, string.Join(", ", found));
    }

    [Theory]
    [InlineData("169.254.20.10", "UDP", 53, true)]
    [InlineData("169.254.169.254", "TCP", 53, true)]
    [InlineData("169.254.169.252", "TCP", 988, true)]
    [InlineData("169.254.169.254", "TCP", 80, true)]
    [InlineData("199.36.153.6", "TCP", 443, true)]
    [InlineData("199.36.153.8", "TCP", 443, false)]
    [InlineData("169.254.169.254", "TCP", 443, false)]
    [InlineData("8.8.8.8", "UDP", 53, false)]
    [InlineData("10.64.0.2", "TCP", 443, false)]
    [InlineData("203.0.113.9", "TCP", 443, false)]
    public void A_pod_reaches_names_its_identity_and_googles_apis_and_nothing_else(string address, string protocol, long port, bool allowed) =>
        Assert.Equal(allowed, Rules("egress").Any(r => Peers(r, "to").Any(p => Inside(p, address)) && Ports(r).Any(p => p == (protocol, port))));

    [Theory]
    [InlineData("35.191.0.7", true)]
    [InlineData("130.211.3.9", true)]
    [InlineData("130.211.4.1", false)]
    [InlineData("10.64.0.2", false)]
    public void Requests_come_from_googles_load_balancers_and_from_nowhere_else(string address, bool allowed) =>
        Assert.Equal(allowed, Rules("ingress").Any(r => Peers(r, "from").Any(p => Inside(p, address))));

    [Fact]
    public void Other_namespaces_reach_a_pod_only_to_read_its_metrics() =>
        Assert.Equal(
            ["""{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"metrics"}}}""", """{"podSelector":{}}"""],
            Rules("ingress").SelectMany(r => Peers(r, "from")).Where(p => !p.ContainsKey("ipBlock")).Select(EncodingFunctions.ToJson).Order(StringComparer.Ordinal));

    [Fact]
    public void Without_the_add_on_that_scrapes_nobody_may_scrape() =>
        Assert.DoesNotContain(
            Committed.Objects(Committed.Options("prod", ("prod/release.yaml", "  metrics: \"88.5.3\"\n", ""))), o => o.Name == "allow-metrics");

    private static KeptObject[] Of(string environment) => [.. Committed.Objects(Committed.Options(environment)).Where(o => o.Namespace == $"{Space}-{environment}")];

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Rules(string direction) =>
        Of("prod").Where(o => o.Kind == "NetworkPolicy").SelectMany(p => p.ListAt("spec", direction)).Cast<IReadOnlyDictionary<string, object?>>();

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Peers(IReadOnlyDictionary<string, object?> rule, string side) => ((List<object?>)rule[side]!).Cast<IReadOnlyDictionary<string, object?>>();

    private static IEnumerable<(string Protocol, long Port)> Ports(IReadOnlyDictionary<string, object?> rule) =>
        (rule.GetValueOrDefault("ports") as List<object?> ?? []).Cast<IReadOnlyDictionary<string, object?>>().Select(p => ((string)p["protocol"]!, (long)p["port"]!));

    private static bool Inside(IReadOnlyDictionary<string, object?> peer, string address) =>
        peer.GetValueOrDefault("ipBlock") is IReadOnlyDictionary<string, object?> block && IPNetwork.Parse((string)block["cidr"]!).Contains(IPAddress.Parse(address));
}
