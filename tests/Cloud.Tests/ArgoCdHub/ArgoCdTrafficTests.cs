using Infra.Cloud.Tests.Clusters;

namespace Infra.Cloud.Tests.ArgoCdHub;

public sealed class ArgoCdTrafficTests
{
    private const string Talkers = "argocd-application-controller,argocd-applicationset-controller,argocd-notifications-controller,argocd-server";

    /// <summary>Each exception by its name, in production.</summary>
    public static TheoryData<string, string> Exceptions => new()
    {
        { "allow-egress-dns", "* -> 169.254.20.10/32 169.254.169.254/32 kube-system:kube-dns,node-local-dns : UDP/53 TCP/53" },
        { "allow-egress-kubernetes-api", $"{Talkers} -> 10.64.16.0/28 : TCP/443" },
        { "allow-egress-metadata", "argocd-application-controller,argocd-server -> 169.254.169.254/32 169.254.169.252/32 : TCP/80 TCP/988" },
        { "allow-egress-google-apis", "argocd-application-controller,argocd-server -> 199.36.153.4/30 : TCP/443" },
        { "allow-egress-repo-server", $"{Talkers} -> argocd-repo-server : TCP/8081" },
        { "allow-ingress-repo-server", $"argocd-repo-server <- {Talkers} : TCP/8081" },
        { "allow-egress-redis", "argocd-application-controller,argocd-repo-server,argocd-server -> argocd-redis-ha-haproxy : TCP/6379" },
        { "allow-ingress-redis", "argocd-redis-ha-haproxy <- argocd-application-controller,argocd-repo-server,argocd-server : TCP/6379" },
        { "allow-egress-redis-members", "redis-ha,redis-ha-haproxy -> redis-ha : TCP/6379 TCP/26379" },
        { "allow-ingress-redis-members", "redis-ha <- redis-ha,redis-ha-haproxy : TCP/6379 TCP/26379" },
        { "allow-egress-git", "argocd-repo-server -> 140.82.112.0/20 143.55.64.0/20 185.199.108.0/22 192.30.252.0/22 : TCP/443" },
        { "allow-egress-sso", "argocd-server -> 198.51.100.0/27 : TCP/443" },
        { "allow-egress-notifications", "argocd-notifications-controller -> 198.51.100.0/27 : TCP/443" },
        { "allow-ingress-browsers", "argocd-server <- 35.191.0.0/16 130.211.0.0/22 : TCP/8080" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task An_exception_allows_just_this(string name, string line) => Assert.Equal(line, (await PoliciesAsync("prod"))[name]);

    [Fact]
    public async Task There_is_no_other_exception() =>
        Assert.Equal(Exceptions.Select(e => e.Data.Item1).Append("default-deny").Order(StringComparer.Ordinal), (await PoliciesAsync("prod")).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    public async Task Where_there_is_one_Redis_it_is_reached_itself_and_has_no_members(string stack)
    {
        var policies = await PoliciesAsync(stack);

        Assert.Equal("argocd-application-controller,argocd-repo-server,argocd-server -> argocd-redis : TCP/6379", policies["allow-egress-redis"]);
        Assert.DoesNotContain("allow-egress-redis-members", policies.Keys);
    }

    [Fact]
    public async Task No_pod_of_Argo_CD_reaches_the_whole_internet() =>
        Assert.DoesNotContain((await PoliciesAsync("prod")).Values, line => line.Contains("0.0.0.0/0", StringComparison.Ordinal));

    private static async Task<Dictionary<string, string>> PoliciesAsync(string stack) => PolicyLines.Of(await Recording.OfAsync(Repository.Named(stack)), "argocd");
}
