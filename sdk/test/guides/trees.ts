const lines = (text: string): readonly string[] => text.replace(/^\n/, "").trimEnd().split("\n");

/** What somebody hears of each kind of guide, read line by line and found in order: written by hand from the tree. */
export const trees: { readonly [kind: string]: readonly string[] } = {
  banner: lines(`
status "New approval path from Monday"
  heading "New approval path from Monday"
  button "Close"
  button "Got it"`),
  dialog: lines(`
dialog "New approval path from Monday" [modal]
  heading "New approval path from Monday"
  button "Close"
  button "Got it"
  button "Remind me later"`),
  "known-issue": lines(`
status "Quotes cannot be attached at the moment"
  heading "Quotes cannot be attached at the moment"
  button "Close"
  time
  button "Got it"`),
  acknowledgement: lines(`
dialog "Two quotes above 10,000" [modal]
  heading "Two quotes above 10,000"
  button "Close"
  checkbox "I have read the purchasing rule of December 2026.": When you confirm, your id, this wording and the time are recorded, to be shown in audits.
  button "Confirm"
  button "Remind me later"`),
  launcher: lines(`
region "Help"
  button "Help with this page"`),
  checklist: lines(`
region "Your first week"
  button "Your first week 0 of 3 done" [expanded]
  list
    listitem
      checkbox "Look up your cost centre"
      button "Show me: Look up your cost centre"
    listitem
      checkbox "Send one request for approval"
    listitem
      checkbox "Read the approval rule"
  button "Remind me later"
  button "Do not show again"`),
  "rule-reinforcement": lines(`
dialog "Two things before you send this"
  heading "Two things before you send this"
  button "Close"
  list
    listitem
      button "The cost centre is CC- and four digits, as on your badge."
    listitem
      button "Finance needs the amount without tax."
  button "Send anyway"`),
  survey: lines(`
region "What stopped you here?"
  group "What stopped you here?"
    radio "I was not allowed to"
    radio "The rule is not clear"
    radio "I did not know how"
    radio "Something else"
  textbox "In your own words (not required)": Please no names of people, no passwords and no customer data.
  button "Send"
  button "Not now"`),
  "self-help": lines(`
complementary "Help with purchase requests"
  heading "Help with purchase requests"
  button "Close"
  search
    searchbox "Search"
  heading "What may help here"
  list
    listitem
      button "Which cost centre to enter"
    listitem
      button "When two quotes are needed"
    listitem
      button "Who approves a purchase request"
    listitem
      button "A request was returned"
  button "I am blocked"
  button "What is recorded here"`),
  escalation: lines(`
complementary "I am blocked"
  heading "I am blocked"
  button "Close"
  group "What are you blocked by?"
    radio "I miss a permission"
    radio "The rule does not fit my case"
    radio "Something does not work"
  textbox "What happened?": Please no names of people, no passwords and no customer data.
  button "Send"`),
  recorded: lines(`
complementary "What is recorded here"
  heading "What is recorded here"
  button "Close"
  switch "Do not record what I do here": If you switch this on, nothing more of what you do is recorded and no hint opens by itself, on all your devices. Help that you open yourself stays. Nobody has to be asked.
  heading "Sent from this page"
  list
    listitem
      time
    listitem
      time`),
};
