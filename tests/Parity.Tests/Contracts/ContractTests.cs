namespace MindBot.Parity.Tests.Contracts;

/// <summary>Messages, states and grain interfaces are what <c>contracts.txt</c> says, and are fit to be relied on.</summary>
public sealed class ContractTests
{
    private const string UpdateVariable = "MINDBOT_UPDATE_CONTRACTS";

    private static readonly string FileName = Path.Combine(BuildFacts.Repository, "tests", "Parity.Tests", "contracts.txt");

    [Fact]
    public void The_contracts_are_those_of_the_committed_file()
    {
        var current = ContractText.Render();
        var committed = File.Exists(FileName) ? File.ReadAllLines(FileName) : [];
        var lost = ContractFile.Lost(committed, current);
        var update = Environment.GetEnvironmentVariable(UpdateVariable) == "1";
        var diff = string.Join("\n", ContractFile.Diff(committed, current));

        Assert.True(lost.Count == 0,
            $"Rows and silos of other versions may know these; bring them back under the same name and number:\n{string.Join("\n", lost)}\n"
            + $"({UpdateVariable} does not rewrite that. If nothing ever used one, delete its line from {FileName} by hand.)\n\nAll changes:\n{diff}");

        if (update) File.WriteAllLines(FileName, current);
        else Assert.True(current.SequenceEqual(committed), $"The contracts changed. {UpdateVariable}=1 rewrites {FileName}.\n{diff}");
    }

    [Fact]
    public void Grain_interfaces_and_their_methods_have_aliases() =>
        Expect.None(ContractRules.Interfaces(), "Names are what endures:");

    [Fact]
    public void Messages_and_states_have_an_alias_and_a_number_for_each_member() =>
        Expect.None(ContractRules.Numbering(), "Names and numbers are what endures:");

    [Fact]
    public void Messages_and_states_are_immutable() =>
        Expect.None(ContractRules.Immutability(), "What grains share must not change:");

    [Fact]
    public void Metering_records_stay_inside_the_wallet() =>
        Expect.None(ContractModel.Messages.Where(type => type.Namespace == ContractModel.MeteringNamespace), "Reached by a grain interface:");
}
