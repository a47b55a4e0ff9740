using MindBot.EmbeddedSilo.Tests.Persistence;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Testing;

public interface IAccountGrain : IGrainWithStringKey
{
    Task<int> Balance();

    Task SetBalance(int balance);

    Task Deposit(int amount);
}

/// <summary>An account whose changes are durable before they are answered.</summary>
public sealed class AccountGrain([PersistentState("balance", "Main")] IPersistentState<CounterState> balance) : Grain, IAccountGrain
{
    public Task<int> Balance() => Task.FromResult(balance.State.Value);

    public Task Deposit(int amount) => SetBalance(balance.State.Value + amount);

    public Task SetBalance(int amount)
    {
        balance.State = new CounterState { Value = amount };
        return balance.WriteStateAsync();
    }
}

public interface ITellerGrain : IGrainWithStringKey
{
    Task Deposit(string account, int amount);

    /// <summary>Has a bug: two tellers may read the same balance, and what the first one adds is lost.</summary>
    Task DepositCarelessly(string account, int amount);
}

/// <summary>Works on accounts.</summary>
public sealed class TellerGrain : Grain, ITellerGrain
{
    public Task Deposit(string account, int amount) => Account(account).Deposit(amount);

    public async Task DepositCarelessly(string account, int amount)
    {
        var balance = await Account(account).Balance();
        await Account(account).SetBalance(balance + amount);
    }

    private IAccountGrain Account(string account) => GrainFactory.GetGrain<IAccountGrain>(account);
}
