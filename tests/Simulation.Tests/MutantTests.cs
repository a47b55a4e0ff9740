using MindBot.Simulation.Mutants;

namespace MindBot.Simulation.Tests;

public class MutantTests
{
    /// <summary>The list must not rot: every bug can still be planted. Whether each is caught is tried by <c>--mutants</c>, which takes half an hour.</summary>
    [Fact]
    public void Every_bug_can_be_planted_in_the_code_as_it_is()
    {
        var sources = Path.Combine(MutantCheck.RepositoryRoot(), "src");
        Assert.All(MutantList.All, mutant => Assert.NotEqual("", mutant.Plant(File.ReadAllText(Path.Combine(sources, mutant.File)))));
        Assert.Equal(MutantList.All.Length, MutantList.All.Select(mutant => mutant.What).Distinct().Count());
    }
}
