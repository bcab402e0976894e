using Infra.GitHub.Repositories;
using Infra.GitHub.Tests.Server;
using Infra.GitHub.Tests.Sync;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.GitHub.Tests.Faults;

/// <summary>Every request of every story goes wrong once, in every way: the same is there in the end, and one run more changes nothing. Prism reads all of them.</summary>
public sealed class FaultTests(Prism prism)
{
    public static TheoryData<string, string> Passing => Each("primary limit", "secondary limit", "too many", "502", "502 carried out", "dropped", "dropped carried out");

    public static TheoryData<string, string> Refusing => Each("403", "409", "422");

    public static TheoryData<string> Stories => [.. Story.All.Keys];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Passing))]
    public Task A_fault_that_passes_at_any_request_leaves_the_same_and_a_second_run_changes_nothing(string story, string kind) => AtEveryRequestAsync(
        Story.All[story],
        (method, clock) => Of(kind, method, clock),
        async (server, clock, at) =>
        {
            await Story.All[story].OverAsync(server, clock, Cancellation);
            return $"{kind} at request {at}";
        },
        isFinished: true,
        changesAlone: kind.EndsWith("carried out", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Refusing))]
    public Task A_refusal_at_any_request_stops_with_its_reason_and_the_next_run_finishes(string story, string status) => AtEveryRequestAsync(
        Story.All[story],
        (method, _) => new Fault(method, int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), Body: "{\"message\":\"Refused\"}"),
        async (server, clock, at) =>
        {
            Exception? refused = await Record.ExceptionAsync(() => Story.All[story].OverAsync(server, clock, Cancellation));

            // Who asks is not told to the token of a job: there a refusal is the answer.
            bool isAnswer = status == "403" && at < server.Requests.Count && server.Requests[at] == "GET /user";
            Assert.Equal(server.Requests.Count > at && !isAnswer, (refused as InfraException)?.Message.Contains($": {status}, Refused. ", StringComparison.Ordinal) ?? false);
            return $"{status} at request {at}";
        });

    [Theory]
    [MemberData(nameof(Stories))]
    public Task A_token_that_ends_at_any_request_stops_the_run_says_so_and_the_next_run_finishes(string story) => AtEveryRequestAsync(
        Story.All[story],
        (method, _) => new Fault(method, 401, Body: "{\"message\":\"Bad credentials\"}"),
        async (server, clock, at) =>
        {
            Exception? refused = await Record.ExceptionAsync(() => Story.All[story].OverAsync(server, clock, Cancellation));
            Assert.Equal(
                server.Requests.Count > at,
                refused is InfraException { Kind: ErrorKind.Authentication } ended && ended.Message.EndsWith(": 401, Bad credentials. The token is missing, wrong or expired: set GITHUB_TOKEN, or INFRA_GITHUB_APP_ID and INFRA_GITHUB_APP_KEY.", StringComparison.Ordinal));
            Assert.Empty(clock.Waits);
            return $"a token that ends at request {at}";
        },
        stays: true);

    [Theory]
    [MemberData(nameof(Stories))]
    public Task A_run_that_was_stopped_at_any_request_goes_on_where_it_was(string story)
    {
        CancellationTokenSource stop = new();
        return AtEveryRequestAsync(
            Story.All[story],
            (_, _) =>
            {
                stop.Cancel();
                return null;
            },
            async (server, clock, at) =>
            {
                stop.Dispose();
                stop = new CancellationTokenSource();
                Exception? stopped = await Record.ExceptionAsync(() => Story.All[story].OverAsync(server, clock, stop.Token));
                Assert.True(stopped is null or OperationCanceledException, $"{stopped}");
                return $"a stop at request {at}";
            });
    }

    // A run for each request of the committed one would say nothing more, and take twice as long.
    [Fact]
    public async Task The_smaller_repository_of_the_synchronisation_is_asked_all_that_the_committed_one_is_and_one_after_the_other_in_every_same_way()
    {
        (int count, string[] followed) = await AskedAsync(SyncSample.OfOneEnvironment);
        (int countOfAll, string[] followedInAll) = await AskedAsync(SyncSample.Options);

        Assert.Equal(followedInAll, followed);
        Assert.True(count < countOfAll, $"{count} of {countOfAll}");
    }

    // Each operation with the one that came before it.
    private async Task<(int Count, string[] Followed)> AskedAsync(RepositoryOptions options)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        await SyncSample.Over(server, new JumpingClock(), options).ApplyAsync(_ => { }, Cancellation);
        string[] asked = [.. server.Requests.Select(Operations.Of)];
        return (asked.Length, [.. asked.Zip(asked.Skip(1)).Select(p => $"{p.First}, {p.Second}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    // Runs until a run was over before its fault came, so that no request is forgotten. A fault that stays is that of all later requests of the run too.
    // To carry out what only reads is to do nothing: there a lost answer is one fault, and not two.
    private async Task AtEveryRequestAsync(
        Story story, Func<string, JumpingClock, Fault?> fault, Func<GitHubServer, JumpingClock, int, Task<string>> run, bool isFinished = false, bool stays = false, bool changesAlone = false)
    {
        (string wanted, List<string> requests) = await GoodAsync(story);
        bool isHit = true;
        int at = 0;
        for (; isHit; at++)
        {
            if (changesAlone && at < requests.Count && requests[at].StartsWith("GET ", StringComparison.Ordinal))
            {
                continue;
            }

            isHit = false;
            await using GitHubServer server = await story.ServerAsync(prism);
            JumpingClock clock = new();
            server.FaultAt = (number, method) =>
            {
                isHit |= number == at;
                return number == at || (stays && number > at) ? fault(method, clock) : null;
            };

            string what = await run(server, clock, at);
            server.FaultAt = (_, _) => null;
            int writes = server.Writes.Count();
            await story.OverAsync(server, clock, Cancellation);

            Assert.True(wanted == story.Show(server), $"{what} left something else:\n{story.Show(server)}");
            if (!isFinished)
            {
                writes = server.Writes.Count();
                await story.OverAsync(server, clock, Cancellation);
            }

            Assert.True(writes == server.Writes.Count(), $"{what} left something to do");
            Assert.Empty(server.Problems);
        }

        Assert.True(at > story.Fewest, $"only {at - 1} requests were made");
    }

    private async Task<(string Show, List<string> Requests)> GoodAsync(Story story)
    {
        await using GitHubServer server = await story.ServerAsync(prism);
        string before = story.Show(server);
        await story.OverAsync(server, new JumpingClock(), Cancellation);
        Assert.NotEqual(before, story.Show(server));
        return (story.Show(server), server.Requests);
    }

    private static TheoryData<string, string> Each(params string[] kinds)
    {
        TheoryData<string, string> data = [];
        foreach (string story in Story.All.Keys)
        {
            data.AddRange(kinds.Select(k => new TheoryDataRow<string, string>(story, k)));
        }

        return data;
    }

    private static Fault Of(string kind, string method, JumpingClock clock) => kind switch
    {
        "primary limit" => new Fault(method, 403, Body: "{\"message\":\"API rate limit exceeded\"}") { Headers = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds()}")] },
        "secondary limit" => new Fault(method, 403, Body: "{\"message\":\"You have exceeded a secondary rate limit\"}") { Headers = [("Retry-After", "17")] },
        "too many" => new Fault(method, 429),
        "502" => new Fault(method, 502),
        "502 carried out" => new Fault(method, 502, IsCarriedOut: true),
        "dropped" => new Fault(method, 0),
        _ => new Fault(method, 0, IsCarriedOut: true),
    };
}
