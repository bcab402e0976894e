using Pulumi.Utilities;
using System.Collections.Immutable;

namespace Pulumi.Behaviour.Tests;

public sealed class OutputTests
{
    [Fact]
    public async Task A_created_output_is_known_and_plain_and_depends_on_nothing()
        => Assert.Equal(new Seen<string>("a", IsKnown: true, IsSecret: false, ""), await Seen.Read(Output.Create("a")));

    [Fact]
    public async Task An_output_of_a_task_has_the_value_of_the_task()
    {
        var source = new TaskCompletionSource<int>();
        var output = Output.Create(source.Task);
        source.SetResult(7);
        Assert.Equal(new Seen<int>(7, IsKnown: true, IsSecret: false, ""), await Seen.Read(output));
    }

    [Fact]
    public async Task An_output_of_a_failed_task_fails_with_its_exception()
    {
        var output = Output.Create(Task.FromException<int>(new InvalidOperationException("broken")));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => OutputUtilities.GetValueAsync(output));
        Assert.Equal("broken", failure.Message);
    }

    [Fact]
    public void An_output_of_no_task_is_refused() => Assert.Throws<ArgumentNullException>(() => Output<int>.Create(null!));

    [Fact]
    public async Task An_unknown_output_reads_as_the_default_of_its_type()
        => Assert.Equal(new Seen<int>(0, IsKnown: false, IsSecret: false, ""), await Seen.Read(OutputUtilities.CreateUnknown(5)));

    [Fact]
    public async Task The_text_of_an_output_is_a_warning_and_not_its_value()
    {
        var text = "";
        await Run.Stack(() => text = Output.Create("sesame").ToString());
        Assert.Contains("Calling [ToString] on an [Output<T>] is not supported", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_a_run_an_output_has_no_text()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Output.Create("sesame").ToString());
        Assert.Equal("Trying to acquire Deployment.Instance before 'Run' was called.", failure.Message);
    }

    [Fact]
    public async Task All_keeps_the_order_of_its_parts()
    {
        var seen = await Seen.Read(Output.All(Output.Create(3), Output.Create(1), Output.Create(2)));
        Assert.Equal([3, 1, 2], seen.Value);
    }

    [Fact]
    public async Task All_of_nothing_is_empty()
        => Assert.Empty((await Seen.Read(Output.All(Array.Empty<Output<int>>()))).Value);

    [Fact]
    public async Task All_takes_inputs_and_sequences()
    {
        Input<int>[] inputs = [1, Output.Create(2)];
        Assert.Equal([1, 2], (await Seen.Read(Output.All(inputs))).Value);
        Assert.Equal([1, 2], (await Seen.Read(Output.All(inputs.AsEnumerable()))).Value);
        Assert.Equal([4], (await Seen.Read(Output.All(new List<Output<int>> { Output.Create(4) }))).Value);
    }

    [Fact]
    public async Task All_is_unknown_when_one_part_is()
    {
        var seen = await Seen.Read(Output.All(Output.Create(1), OutputUtilities.CreateUnknown(2)));
        Assert.False(seen.IsKnown);
    }

    [Fact]
    public async Task All_is_secret_when_one_part_is()
        => Assert.True((await Seen.Read(Output.All(Output.Create(1), Output.CreateSecret(2)))).IsSecret);

    [Fact]
    public async Task Tuples_of_two_to_eight_keep_their_parts()
    {
        var (a, b, c, d) = (Output.Create(1), Output.Create("b"), Output.Create(true), Output.Create(4.5));
        Assert.Equal((1, "b"), (await Seen.Read(Output.Tuple(a, b))).Value);
        Assert.Equal((1, "b", true), (await Seen.Read(Output.Tuple(a, b, c))).Value);
        Assert.Equal((1, "b", true, 4.5), (await Seen.Read(Output.Tuple(a, b, c, d))).Value);
        Assert.Equal((1, "b", true, 4.5, 1), (await Seen.Read(Output.Tuple(a, b, c, d, a))).Value);
        Assert.Equal((1, "b", true, 4.5, 1, "b"), (await Seen.Read(Output.Tuple(a, b, c, d, a, b))).Value);
        Assert.Equal((1, "b", true, 4.5, 1, "b", true), (await Seen.Read(Output.Tuple(a, b, c, d, a, b, c))).Value);
        Assert.Equal((1, "b", true, 4.5, 1, "b", true, 4.5), (await Seen.Read(Output.Tuple(a, b, c, d, a, b, c, d))).Value);
    }

    [Fact]
    public async Task A_tuple_joins_the_marks_of_its_parts()
    {
        var seen = await Seen.Read(Output.Tuple(Output.CreateSecret(1), OutputUtilities.CreateUnknown(2)));
        Assert.Equal((false, true), (seen.IsKnown, seen.IsSecret));
    }

    [Fact]
    public async Task A_tuple_of_inputs_takes_plain_values()
    {
        Input<int> one = 1;
        Input<string> two = Output.CreateSecret("two");
        var seen = await Seen.Read(Output.Tuple(one, two));
        Assert.Equal((1, "two"), seen.Value);
        Assert.True(seen.IsSecret);
    }

    [Fact]
    public async Task Format_puts_values_of_outputs_and_inputs_into_the_text()
    {
        Input<int> port = 80;
        var seen = await Seen.Read(Output.Format($"{Output.Create("host")}:{port}/{"path"}"));
        Assert.Equal(new Seen<string>("host:80/path", IsKnown: true, IsSecret: false, ""), seen);
    }

    [Fact]
    public async Task Format_over_an_unknown_is_unknown()
        => Assert.False((await Run.Preview(() => Output.Format($"a{OutputUtilities.CreateUnknown("b")}"))).IsKnown);

    [Fact]
    public async Task Format_over_a_secret_is_secret()
        => Assert.True((await Run.Preview(() => Output.Format($"a{Output.CreateSecret("b")}"))).IsSecret);

    [Fact]
    public async Task Lists_give_their_elements_and_length()
    {
        var list = Output.Create(ImmutableArray.Create("a", "b"));
        Assert.Equal("a", (await Seen.Read(list.First())).Value);
        Assert.Equal("b", (await Seen.Read(list.GetAt(1))).Value);
        Assert.Equal(2, (await Seen.Read(list.Length())).Value);
    }

    [Fact]
    public async Task A_null_input_is_the_default_of_its_type()
    {
        Assert.Null((await Seen.Read(((Input<string>?)null).ToOutput())).Value);
        Assert.Equal(0, (await Seen.Read(((Input<int>?)null).ToOutput())).Value);
    }

    [Fact]
    public async Task An_input_is_the_output_it_was_made_from()
    {
        Input<string> input = Output.CreateSecret("a");
        Assert.Equal(new Seen<string>("a", IsKnown: true, IsSecret: true, ""), await Seen.Read(input.ToOutput()));
    }

    [Fact]
    public async Task A_plain_value_becomes_a_known_output()
    {
        Input<int> input = 3;
        Output<int> output = input;
        Assert.Equal(new Seen<int>(3, IsKnown: true, IsSecret: false, ""), await Seen.Read(output));
    }
}
