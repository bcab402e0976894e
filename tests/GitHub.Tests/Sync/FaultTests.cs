using Infra.GitHub.Tests.Server;

namespace Infra.GitHub.Tests.Sync;

/// <summary>Every request of a synchronisation goes wrong once, in every way. What is sent is the same as in <see cref="SyncTests"/>, so Prism is not asked.</summary>
public sealed class FaultTests
{
    // A run that is shorter looked at nothing, and its faults would prove nothing.
    private const int FewestRequests = 60;

    public static TheoryData<string> Passing => ["primary limit", "secondary limit", "502", "502 carried out", "dropped", "dropped carried out"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Passing))]
    public Task A_fault_that_passes_at_any_request_leaves_the_same_repository_and_a_second_run_changes_nothing(string kind) => AtEveryRequestAsync(
        (method, clock, _) => Of(kind, method, clock),
        async (server, clock, at) =>
        {
            await SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation);
            return $"{kind} at request {at}";
        },
        isFinished: true);

    [Theory]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(422)]
    public Task A_refusal_at_any_request_stops_with_its_reason_and_the_next_run_finishes(int status) => AtEveryRequestAsync(
        (method, _, _) => new Fault(method, status, Body: "{\"message\":\"Refused\"}"),
        async (server, clock, at) =>
        {
            Exception? refused = await Record.ExceptionAsync(() => SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation));
            Assert.Equal(server.Requests.Count > at, (refused as InfraException)?.Message.Contains($": {status}, Refused. ", StringComparison.Ordinal) ?? false);
            return $"{status} at request {at}";
        });

    [Fact]
    public Task A_run_that_was_stopped_at_any_request_goes_on_where_it_was()
    {
        CancellationTokenSource stop = new();
        return AtEveryRequestAsync(
            (_, _, _) =>
            {
                stop.Cancel();
                return null;
            },
            async (server, clock, at) =>
            {
                stop.Dispose();
                stop = new CancellationTokenSource();
                Exception? stopped = await Record.ExceptionAsync(() => SyncSample.Over(server, clock).ApplyAsync(_ => { }, stop.Token));
                Assert.True(stopped is null or OperationCanceledException, $"{stopped}");
                return $"a stop at request {at}";
            });
    }

    // Runs until a run was over before its fault came, so that no request is forgotten.
    private static async Task AtEveryRequestAsync(Func<string, JumpingClock, int, Fault?> fault, Func<GitHubServer, JumpingClock, int, Task<string>> run, bool isFinished = false)
    {
        string wanted = await GoodAsync();
        bool isHit = true;
        int at = 0;
        for (; isHit; at++)
        {
            isHit = false;
            await using GitHubServer server = await GitHubServer.StartAsync(prism: null);
            JumpingClock clock = new();
            server.FaultAt = (number, method) =>
            {
                isHit |= number == at;
                return number == at ? fault(method, clock, number) : null;
            };

            string what = await run(server, clock, at);
            server.FaultAt = (_, _) => null;
            int writes = server.Writes.Count();
            await SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation);

            Assert.True(wanted == server.Repository.Show(), $"{what} left another repository");
            Assert.True(!isFinished || writes == server.Writes.Count(), $"{what} left something to do");
            Assert.Empty(server.Problems);
        }

        Assert.True(at > FewestRequests, $"only {at} requests were made");
    }

    private static async Task<string> GoodAsync()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism: null);
        await SyncSample.Over(server, new JumpingClock()).ApplyAsync(_ => { }, Cancellation);
        return server.Repository.Show();
    }

    private static Fault Of(string kind, string method, JumpingClock clock) => kind switch
    {
        "primary limit" => new Fault(method, 403, Body: "{\"message\":\"API rate limit exceeded\"}") { Headers = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds()}")] },
        "secondary limit" => new Fault(method, 403, Body: "{\"message\":\"You have exceeded a secondary rate limit\"}") { Headers = [("Retry-After", "17")] },
        "502" => new Fault(method, 502),
        "502 carried out" => new Fault(method, 502, IsCarriedOut: true),
        "dropped" => new Fault(method, 0),
        _ => new Fault(method, 0, IsCarriedOut: true),
    };
}
