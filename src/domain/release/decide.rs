//! Which reports are released together.

use std::collections::{BTreeMap, HashMap};

use super::{Block, Class, Level, Move, Node, Scope, needed};

/// Decides a release. Classes and blocks are changed as the moves say; new blocks stand behind those that were there,
/// and one that was given up has the size 0.
///
/// `least` is [`super::LEAST`]; tests that try every case use a smaller one.
pub fn decide(least: u32, classes: &mut [Class], blocks: &mut Vec<Block>) -> Vec<Move> {
    let (bounds, tight) = (HashMap::new(), vec![u32::MAX; classes.len()]);
    let mut work = Work { least, classes, blocks, bounds, tight, moves: Vec::new() };
    let mut by_node: HashMap<Node, usize> = HashMap::new();
    for (at, block) in work.blocks.iter().enumerate() {
        by_node.insert(block.node.clone(), at);
    }
    for level in Level::ALL {
        let groups = work.groups(level);
        let debts: Vec<usize> = (0..work.blocks.len()).filter(|at| work.owes(*at, level)).collect();
        for block in debts {
            let node = work.blocks.get(block).map(|block| block.node.clone());
            let members = node.and_then(|node| groups.get(&node)).cloned().unwrap_or_default();
            work.settle(block, &members);
        }
        for (node, members) in groups {
            let Some(number) = work.releasable(level, &node, &members) else { continue };
            let block = *by_node.entry(node.clone()).or_insert_with(|| {
                let county = match &node.scope {
                    Scope::County(name) => Some(name.clone()),
                    Scope::Office(_) => {
                        let first = members.first().and_then(|at| work.classes.get(*at));
                        first.and_then(|class| class.county.clone())
                    }
                    Scope::State => None,
                };
                work.blocks.push(Block { id: None, node, county, size: 0, owed: 0 });
                work.blocks.len() - 1
            });
            work.form(block, &members, number);
        }
    }
    work.moves
}

struct Work<'w> {
    least: u32,
    classes: &'w mut [Class],
    blocks: &'w mut Vec<Block>,
    /// How many a group may still hold at most, by what everybody can say who knows the rules.
    bounds: HashMap<Node, u32>,
    /// The same for what was left of a group of which some were released, by class.
    tight: Vec<u32>,
    moves: Vec<Move>,
}

impl Work<'_> {
    /// The classes with reports that wait, by what they have in common at a level.
    fn groups(&self, level: Level) -> BTreeMap<Node, Vec<usize>> {
        let mut groups: BTreeMap<Node, Vec<usize>> = BTreeMap::new();
        for (at, class) in self.classes.iter().enumerate().filter(|(_, class)| class.waiting > 0) {
            if let Some(node) = class.node(level) {
                groups.entry(node).or_default().push(at);
            }
        }
        groups
    }

    fn owes(&self, block: usize, level: Level) -> bool {
        self.blocks.get(block).is_some_and(|b| b.owed > 0 && b.node.level() == Some(level))
    }

    fn members<'s>(&'s self, members: &'s [usize]) -> impl Iterator<Item = &'s Class> {
        members.iter().filter_map(|at| self.classes.get(*at)).filter(|class| class.waiting > 0)
    }

    fn waiting(&self, members: &[usize]) -> u32 {
        self.members(members).fold(0, |sum, class| sum.saturating_add(class.waiting))
    }

    /// Pays what a block owes, with reports that wait at the same place; a debt that is large enough to be seen is
    /// taken off its size.
    fn settle(&mut self, block: usize, members: &[usize]) {
        for &class in members {
            let owed = self.blocks.get(block).map_or(0, |block| block.owed);
            let waiting = self.classes.get(class).map_or(0, |class| class.waiting);
            let number = owed.min(waiting);
            if number > 0 {
                self.take(class, block, number);
                if let Some(block) = self.blocks.get_mut(block) {
                    block.owed -= number;
                }
            }
        }
        let least = self.least;
        let Some(found) = self.blocks.get_mut(block).filter(|block| block.owed >= least) else {
            return;
        };
        let left = found.size.saturating_sub(found.owed);
        found.owed = 0;
        found.size = if left < least { 0 } else { left };
        if left < least {
            self.moves.push(Move::GiveUp { block });
            for class in self.classes.iter_mut() {
                let back = class.grouped.iter().filter(|(at, _)| *at == block).map(|(_, n)| *n);
                class.waiting = class.waiting.saturating_add(back.sum());
                class.grouped.retain(|(at, _)| *at != block);
            }
        }
    }

    /// How many of a group may be released without giving away what any finer group or public cell holds.
    fn releasable(&mut self, level: Level, node: &Node, members: &[usize]) -> Option<u32> {
        let (waiting, full) = (self.waiting(members), self.least - 1);
        if level == Level::OfficeProblemQuarter {
            let number = Some(waiting).filter(|waiting| *waiting >= self.least);
            self.bounds.insert(node.clone(), if number.is_some() { 0 } else { full });
            return number;
        }
        let needed = needed(self.members(members));
        let (mut cap, mut bound) = (u32::MAX, u32::MAX);
        for finer in Level::ALL.into_iter().take_while(|finer| *finer < level) {
            let parts = self.parts(finer, members);
            bound = bound.min(parts.values().fold(0, |sum, most| sum.saturating_add(*most)));
            let parts = parts.values().map(|most| *most.min(&full));
            let (sum, most) = parts
                .fold((0_u32, 0), |(sum, most), part| (sum.saturating_add(part), part.max(most)));
            cap = cap.min((sum + 1).saturating_sub(most));
        }
        // Where the least number that may go is close to the most there can be, it would be known how many there are.
        let least = self.least.max(needed.saturating_add(2));
        if bound < least.saturating_add(needed) || cap < self.least {
            self.bounds.insert(node.clone(), bound);
            return None;
        }
        if waiting < least {
            self.bounds.insert(node.clone(), bound.min(least - 1));
            return None;
        }
        let number = waiting.min(cap);
        let left = bound.saturating_sub(cap);
        self.bounds.insert(node.clone(), left);
        for at in members {
            if let Some(tight) = self.tight.get_mut(*at) {
                *tight = left.min(*tight);
            }
        }
        Some(number)
    }

    /// The groups of a finer level in a group, each with the most that it may hold.
    fn parts(&self, finer: Level, members: &[usize]) -> BTreeMap<Node, u32> {
        // What is left of a group binds a part only where all of the part was in it.
        let mut parts: BTreeMap<Node, (u32, u32)> = BTreeMap::new();
        for at in members {
            let Some(class) = self.classes.get(*at).filter(|class| class.waiting > 0) else {
                continue;
            };
            let Some(node) = class.node(finer).or_else(|| class.node(Level::Office)) else {
                continue;
            };
            let bound = self.bounds.get(&node).copied().unwrap_or(self.least - 1);
            let tight = self.tight.get(*at).copied().unwrap_or(u32::MAX);
            let part = parts.entry(node).or_insert((bound, 0));
            part.1 = tight.max(part.1);
        }
        parts.into_iter().map(|(node, (bound, tight))| (node, bound.min(tight))).collect()
    }

    /// Releases so many of a group. Those that stay back are of the classes that hold most, so that as many places as
    /// possible have a part.
    fn form(&mut self, block: usize, members: &[usize], number: u32) {
        let waiting = |at: &usize| self.classes.get(*at).map_or(0, |class| class.waiting);
        let mut taken: Vec<(usize, u32)> = members.iter().map(|at| (*at, waiting(at))).collect();
        let mut over = self.waiting(members).saturating_sub(number);
        while over > 0 {
            let Some((_, most)) = taken.iter_mut().max_by_key(|(_, taken)| *taken) else { break };
            *most = most.saturating_sub(1);
            over -= 1;
        }
        for (class, number) in taken.into_iter().filter(|(_, number)| *number > 0) {
            self.take(class, block, number);
        }
        if let Some(block) = self.blocks.get_mut(block) {
            block.size = block.size.saturating_add(number);
        }
    }

    fn take(&mut self, class: usize, block: usize, number: u32) {
        self.moves.push(Move::Take { class, block, number });
        let Some(class) = self.classes.get_mut(class) else { return };
        class.waiting = class.waiting.saturating_sub(number);
        match class.grouped.iter_mut().find(|(at, _)| *at == block) {
            Some((_, grouped)) => *grouped = grouped.saturating_add(number),
            None => class.grouped.push((block, number)),
        }
    }
}
