namespace MindBot.Grains.Metering.Auditing;

/// <summary>The invariants that a wallet's books can be held against, as ARCHITECTURE.md names them.</summary>
public static class Invariants
{
    public const string CardAddsUp = "I1", SessionAddsUp = "I2", NothingNegative = "I3", SettledOnce = "I6", BurnOrder = "I8", Ledger = "ledger", Freezes = "freezes";
}
